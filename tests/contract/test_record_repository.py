"""What every database must do with records. Runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from directory.errors import InvalidRecord, RecordNotFound, StaleVersion
from directory.store.database import Database
from directory.store.values import Edit, PutOutcome, RecordDraft, RecordFilter, RecordType, StoredRecord
from tests.directory.store.cast import SOURCE, Clock, draft, location, organization, place, service, uuid_of

CHILDCARE = uuid_of("Evening childcare")
SERVICE = RecordType.SERVICE


def put(database: Database, *drafts: RecordDraft) -> tuple[PutOutcome, ...]:
    with database.unit_of_work(actor="import:harbor-211") as work:
        outcomes = work.records.put_many(drafts)
        work.commit()
    return outcomes


def edit(database: Database, record: StoredRecord, **changes: object) -> StoredRecord:
    document = {name: value for name, value in {**record.document, **changes}.items() if value is not None}
    change = Edit(
        record_type=record.record_type,
        id=record.id,
        document=document,
        expected_version=record.version,
        reason="new hours",
    )
    with database.unit_of_work(actor="user:ana") as work:
        edited = work.records.edit(change)
        work.commit()
    return edited


def get(database: Database, record_type: RecordType = SERVICE, record_id: str = CHILDCARE) -> StoredRecord:
    with database.read() as view:
        return view.records.get(record_type, record_id)


def test_a_record_reads_back_as_it_was_put(database: Database, clock: Clock) -> None:
    told = service(x_extension={"ünïcode": [1, 2.5, None, "🏠"], "deep": {"a": {"b": []}}}, alternate_name="a\x7fb")
    assert put(database, replace(told, assured_date=date(2026, 1, 31))) == (PutOutcome.CREATED,)
    stored = get(database)
    assert stored.document == told.document
    assert list(stored.document) == list(told.document)
    assert (stored.source, stored.source_key) == (SOURCE, "Evening childcare")
    assert (stored.version, stored.name, stored.organization_id) == (1, "Evening childcare", uuid_of("Harbor Families"))
    assert stored.first_seen == stored.last_seen == stored.last_changed == clock.now
    assert (stored.assured_date, stored.deleted_at, stored.changed_by) == (
        date(2026, 1, 31),
        None,
        "import:harbor-211",
    )


def test_work_that_is_not_committed_leaves_nothing(database: Database) -> None:
    def break_down() -> None:
        with database.unit_of_work(actor="import") as work:
            work.records.put(service())
            raise RuntimeError("broke")

    with database.unit_of_work(actor="import") as work:
        work.records.put(service())
    with pytest.raises(RuntimeError, match="broke"):
        break_down()
    with database.read() as view:
        assert view.records.counts()[SERVICE] == 0
        assert view.records.changes_since(0) == ()


def test_putting_the_same_again_only_notes_that_it_was_seen(database: Database, clock: Clock) -> None:
    put(database, service())
    before = get(database)
    clock.move(hours=1)
    assert put(database, service()) == (PutOutcome.UNCHANGED,)
    assert get(database) == replace(before, last_seen=clock.now)


def test_the_order_of_a_publishers_fields_is_no_change(database: Database) -> None:
    put(database, service())
    turned = replace(service(), document=dict(reversed(service().document.items())))
    assert put(database, turned) == (PutOutcome.UNCHANGED,)


def test_a_changed_record_gets_a_version_and_keeps_the_earlier_one(database: Database, clock: Clock) -> None:
    put(database, service(fees="none"))
    created = clock.now
    clock.move(hours=1)
    assert put(database, service(fees="$5")) == (PutOutcome.UPDATED,)
    stored = get(database)
    assert (stored.version, stored.document["fees"]) == (2, "$5")
    assert (stored.first_seen, stored.last_changed) == (created, clock.now)
    with database.read() as view:
        first, second = view.records.history(SERVICE, CHILDCARE)
    assert (first.version, first.document["fees"], first.changed_at) == (1, "none", created)
    assert (second.version, second.document["fees"], second.changed_at) == (2, "$5", clock.now)


def test_a_record_twice_in_one_batch_is_compared_with_its_forerunner(database: Database) -> None:
    outcomes = put(database, service(fees="a"), service(fees="a"), service(fees="b"), location())
    assert outcomes == (PutOutcome.CREATED, PutOutcome.UNCHANGED, PutOutcome.UPDATED, PutOutcome.CREATED)


def test_a_record_that_every_row_repeats_is_stored_once(database: Database) -> None:
    rows = [draft for number in range(700) for draft in (organization(), service(f"Service {number}"))]
    outcomes = put(database, *rows)
    assert outcomes[:4] == (PutOutcome.CREATED, PutOutcome.CREATED, PutOutcome.UNCHANGED, PutOutcome.CREATED)
    assert outcomes.count(PutOutcome.CREATED) == 701
    assert get(database, RecordType.ORGANIZATION, uuid_of("Harbor Families")).version == 1


def test_more_records_than_fit_one_statement_are_put_in_order(database: Database) -> None:
    many = [service(f"Service {number}") for number in range(1203)]
    assert set(put(database, *many)) == {PutOutcome.CREATED}
    changed = [service(f"Service {number}", fees="x") if number % 2 else many[number] for number in range(1203)]
    expected = tuple(PutOutcome.UPDATED if number % 2 else PutOutcome.UNCHANGED for number in range(1203))
    assert put(database, *changed) == expected
    with database.read() as view:
        assert len(list(view.records.stream(SERVICE))) == view.records.counts()[SERVICE] == 1203


@pytest.mark.parametrize("wrong", [None, 7, "", "not-a-uuid", CHILDCARE.upper(), "{" + CHILDCARE + "}"])
def test_a_document_without_a_plain_uuid_is_refused(database: Database, wrong: object) -> None:
    nameless = replace(service(), document={"id": wrong, "name": "Nameless"})
    with database.unit_of_work(actor="import") as work, pytest.raises(InvalidRecord, match="id: must be a UUID"):
        work.records.put(nameless)


def test_records_are_found_by_what_they_belong_to(database: Database) -> None:
    put(database, organization(), service(), service("Night bus", of="Other"), location(), place())
    with database.read() as view:
        records = view.records
        assert [found.name for found in records.of_organization(SERVICE, uuid_of("Harbor Families"))] == [
            "Evening childcare"
        ]
        (by_service,) = records.service_at_locations(service_id=CHILDCARE)
        assert records.service_at_locations(location_id=uuid_of("Pier House")) == (by_service,)
        assert records.service_at_locations(service_id=uuid_of("Night bus")) == ()
        found = records.find_by_source(SERVICE, SOURCE, "Night bus")
        assert found is not None
        assert found.name == "Night bus"
        assert records.find_by_source(SERVICE, "another", "Night bus") is None
        assert [one.name for one in records.get_many(SERVICE, (uuid_of("Night bus"), "none", CHILDCARE))] == [
            "Night bus",
            "Evening childcare",
        ]


def test_nested_parents_count_as_parents(database: Database) -> None:
    nested = draft(SERVICE, "Evening childcare", organization={"id": uuid_of("Harbor Families"), "name": "Harbor"})
    put(database, nested)
    assert get(database).organization_id == uuid_of("Harbor Families")


def test_pages_hold_every_record_once_and_count_them_all(database: Database) -> None:
    put(database, *(service(f"Service {number}") for number in range(7)))
    with database.read() as view:
        pages = [view.records.list(SERVICE, limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [page.total for page in pages] == [7, 7, 7]
    names = [record.name for page in pages for record in page.records]
    assert len(names) == len(set(names)) == 7


def test_lists_can_be_narrowed(database: Database, clock: Clock) -> None:
    term = uuid_of("term")
    put(database, service(), service("Night bus", of="Other", attributes=[{"taxonomy_term_id": term}]))
    then = clock.now
    clock.move(hours=1)
    put(database, service(fees="$5"))
    with database.read() as view:

        def names(where: RecordFilter) -> list[str]:
            page = view.records.list(SERVICE, where)
            assert page.total == len(page.records)
            return sorted(record.name for record in page.records)

        assert names(RecordFilter(modified_after=then)) == ["Evening childcare"]
        assert names(RecordFilter(organization_id=uuid_of("Other"))) == ["Night bus"]
        assert names(RecordFilter(source="another")) == []
        assert names(RecordFilter(mentions=term)) == ["Night bus"]
        assert names(RecordFilter(mentions="%")) == []
        assert names(RecordFilter(source=SOURCE)) == ["Evening childcare", "Night bus"]


def test_a_partners_edit_makes_a_version_with_who_and_why(database: Database, clock: Clock) -> None:
    put(database, service(fees="none"))
    clock.move(hours=1)
    edited = edit(database, get(database), fees="$5")
    assert (edited.version, edited.document["fees"], edited.last_changed) == (2, "$5", clock.now)
    assert (edited.changed_by, edited.change_reason) == ("user:ana", "new hours")
    assert edited.field_sources == {"fees": "user:ana"}
    assert get(database) == edited


def test_an_edit_of_a_version_that_is_gone_is_refused(database: Database) -> None:
    put(database, service())
    read = get(database)
    edit(database, read, fees="$5")
    with pytest.raises(StaleVersion) as refused:
        edit(database, read, fees="$6")
    assert (refused.value.expected, refused.value.found) == (1, 2)
    assert get(database).document["fees"] == "$5"


def test_an_edit_that_changes_nothing_makes_no_version(database: Database) -> None:
    put(database, service())
    assert edit(database, get(database)).version == 1


def test_an_edit_cannot_move_a_record_to_another_id(database: Database) -> None:
    put(database, service())
    with pytest.raises(InvalidRecord, match="id: cannot be changed"):
        edit(database, get(database), id=uuid_of("other"))


def test_a_partners_fields_survive_later_imports(database: Database) -> None:
    put(database, service(fees="none", url="https://old.example", phones=[{"number": "202-555-0101"}]))
    edit(database, get(database), fees="$5", phones=None)
    again = service(fees="none", url="https://old.example", phones=[{"number": "202-555-0101"}])
    assert put(database, again) == (PutOutcome.UNCHANGED,)
    changed = service(fees="free", url="https://new.example", phones=[{"number": "202-555-0102"}])
    assert put(database, changed) == (PutOutcome.UPDATED,)
    stored = get(database)
    assert (stored.document["fees"], stored.document["url"]) == ("$5", "https://new.example")
    assert "phones" not in stored.document
    assert stored.field_sources == {"fees": "user:ana", "phones": "user:ana"}
    assert put(database, changed) == (PutOutcome.UNCHANGED,)


def test_a_draft_says_which_source_gave_which_field(database: Database) -> None:
    put(database, replace(service(), field_sources={"fees": "city-list"}))
    assert get(database).field_sources == {"fees": "city-list"}
    edit(database, get(database), url="https://new.example")
    assert get(database).field_sources == {"fees": "city-list", "url": "user:ana"}


def test_a_retired_record_is_gone_but_stays_in_the_change_feed_and_the_history(
    database: Database, clock: Clock
) -> None:
    put(database, service())
    seen = get(database).change_seq
    clock.move(hours=1)
    with database.unit_of_work(actor="user:ana") as work:
        work.records.retire(SERVICE, CHILDCARE, "closed for good")
        work.commit()
    with pytest.raises(RecordNotFound):
        get(database)
    with database.read() as view:
        (tombstone,) = view.records.changes_since(seen)
        assert (tombstone.id, tombstone.deleted_at, tombstone.version) == (CHILDCARE, clock.now, 2)
        assert [version.deleted_at for version in view.records.history(SERVICE, CHILDCARE)] == [None, clock.now]
        assert view.records.counts()[SERVICE] == 0
        assert view.records.list(SERVICE).total == 0
        assert view.records.find_by_source(SERVICE, SOURCE, "Evening childcare") is None


def test_what_is_not_there_cannot_be_retired(database: Database) -> None:
    with database.unit_of_work(actor="user:ana") as work, pytest.raises(RecordNotFound):
        work.records.retire(SERVICE, CHILDCARE)


def test_history_of_an_unknown_record_is_not_found(database: Database) -> None:
    with database.read() as view, pytest.raises(RecordNotFound):
        view.records.history(SERVICE, CHILDCARE)


def test_a_retired_record_that_is_seen_again_comes_back_as_updated(database: Database) -> None:
    put(database, service())
    with database.unit_of_work(actor="import") as work:
        work.records.retire(SERVICE, CHILDCARE)
        work.commit()
    assert put(database, service()) == (PutOutcome.UPDATED,)
    assert get(database).version == 3


def test_records_that_an_import_no_longer_sees_are_retired_once(database: Database, clock: Clock) -> None:
    foreign = replace(service("Food pantry"), source="another")
    put(database, service(), service("Night bus"), location(), foreign)
    started = clock.move(hours=1)
    put(database, service())
    for expected in (1, 0):
        with database.unit_of_work(actor="import") as work:
            assert work.records.retire_unseen(SOURCE, [SERVICE], started) == expected
            work.commit()
    with database.read() as view:
        assert {record.name for record in view.records.stream(SERVICE)} == {"Evening childcare", "Food pantry"}
        assert view.records.counts()[RecordType.LOCATION] == 1


def test_touched_records_count_as_seen(database: Database, clock: Clock) -> None:
    put(database, service())
    started = clock.move(hours=1)
    with database.unit_of_work(actor="import") as work:
        work.records.touch(SERVICE, [CHILDCARE])
        assert work.records.retire_unseen(SOURCE, [SERVICE], started) == 0
        work.commit()
    assert get(database).last_seen == clock.now
    assert get(database).version == 1


def test_the_change_feed_tells_each_change_once_in_order(database: Database) -> None:
    put(database, service(), location())
    with database.read() as view:
        first = view.records.changes_since(0)
    put(database, service(fees="$5"))
    with database.read() as view:
        second = view.records.changes_since(first[-1].change_seq)
        assert [change.name for change in first] == ["Evening childcare", "Pier House"]
        assert [change.name for change in second] == ["Evening childcare"]
        assert [change.name for change in view.records.changes_since(0, limit=1)] == ["Pier House"]
        assert view.records.last_change_seq() == second[-1].change_seq
        assert view.records.changes_since(second[-1].change_seq) == ()


def test_an_import_that_changes_nothing_leaves_the_change_feed_alone(database: Database) -> None:
    put(database, service(), location(), place())
    with database.read() as view:
        before = view.records.last_change_seq()
    put(database, service(), location(), place())
    put(database, service("Night bus"))
    with database.read() as view:
        assert view.records.last_change_seq() == before + 1


def test_a_partners_word_on_when_a_record_was_right_stands_against_older_ones(database: Database) -> None:
    put(database, replace(service(assured_date="2025-01-01"), assured_date=date(2025, 1, 1)))
    assert edit(database, get(database), assured_date="2026-02-28").assured_date == date(2026, 2, 28)
    put(database, replace(service(assured_date="2025-06-01", fees="$5"), assured_date=date(2025, 6, 1)))
    assert (get(database).assured_date, get(database).document["fees"]) == (date(2026, 2, 28), "$5")
