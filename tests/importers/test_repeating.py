"""Importing again: nothing changes without a reason, what is gone is retired, what is back comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.store.values import RecordType
from importers.scratch import staging
from tests.importers.test_hsds_tabular import old_package
from tests.importers.world import AGENCY, PROGRAM, SERVICE_ID, World, counts, other_pantry, pantry, program


def icarol(world: World) -> Path:
    return world.csv("export.csv", [AGENCY, PROGRAM, program(201, ParentAgencyNum="999"), program(202, PublicName="")])


def feed(world: World) -> Path:
    return world.json("services.json", [pantry(), other_pantry(1), other_pantry(2, name=None)])


@pytest.mark.parametrize("make", [icarol, feed, old_package])
def test_second_import_changes_nothing(world: World, make: object) -> None:
    path = make(world)  # type: ignore[operator]
    world.bring(path)
    before = world.state()
    report = world.bring(path)
    assert (report.outcomes["created"], report.outcomes["updated"], report.retired) == (0, 0, 0)
    assert world.state() == before


def test_changed_row_is_updated_and_the_others_are_not(world: World) -> None:
    world.bring(world.json("services.json", [pantry(), other_pantry(1)]))
    report = world.bring(world.json("services.json", [pantry(), other_pantry(1, name="New name")]))
    assert counts(report) == {"updated": 1, "unchanged": 1}


def test_row_that_changes_only_what_is_nested_in_it_is_an_update(world: World) -> None:
    world.bring(world.json("services.json", [pantry()]))
    changed = pantry()
    changed["service_at_locations"][0]["location"]["name"] = "New hall"
    assert counts(world.bring(world.json("services.json", [changed]))) == {"updated": 1}


def test_records_that_the_files_no_longer_name_are_retired(world: World) -> None:
    world.bring(world.json("services.json", [pantry(), other_pantry(1)]))
    report = world.bring(world.json("services.json", [pantry()]))
    assert report.retired == 3  # the service, its place and the link between them
    assert set(world.services()) == {SERVICE_ID}


def test_retired_record_that_returns_is_live_again(world: World) -> None:
    both = [pantry(), other_pantry(1)]
    world.bring(world.json("services.json", both))
    world.bring(world.json("services.json", both[:1]))
    assert counts(world.bring(world.json("services.json", both))) == {"updated": 1, "unchanged": 1}
    assert len(world.services()) == 2


def test_records_of_other_sources_are_left_alone(world: World) -> None:
    world.bring(world.json("services.json", [pantry()]), "north")
    assert world.bring(world.json("services.json", [other_pantry(1)]), "south").retired == 0
    assert len(world.services()) == 2


def test_row_that_is_broken_this_time_is_kept_as_it_was(world: World) -> None:
    world.bring(world.json("services.json", [pantry(), other_pantry(1)]))
    report = world.bring(world.json("services.json", [pantry(), other_pantry(1, name=None)]))
    assert (report.outcomes["rejected"], report.retired) == (1, 0)
    assert len(world.records(RecordType.SERVICE_AT_LOCATION)) == 2


def test_row_whose_organization_is_broken_this_time_is_kept_as_it_was(world: World) -> None:
    world.bring(world.json("services.json", [pantry(), other_pantry(1)]))
    nameless = other_pantry(1, organization={"id": SERVICE_ID})
    report = world.bring(world.json("services.json", [pantry(), nameless]))
    assert (report.outcomes["rejected"], report.retired) == (1, 0)
    assert len(world.services()) == 2


def test_row_that_becomes_private_is_retired(world: World) -> None:
    world.bring(world.csv("export.csv", [AGENCY, PROGRAM, program(201)]))
    world.bring(world.csv("export.csv", [AGENCY, PROGRAM, program(201, ExcludeFromWebsite="Yes")]))
    assert set(world.services()) == {"200"}


def test_nothing_is_retired_when_asked_not_to(world: World) -> None:
    world.bring(world.json("services.json", [pantry(), other_pantry(1)]))
    assert world.bring(world.json("services.json", [pantry()]), retire=False).retired == 0
    assert len(world.services()) == 2


def test_file_without_one_usable_row_retires_nothing(world: World) -> None:
    world.bring(world.json("services.json", [pantry()]))
    report = world.bring(world.json("services.json", [{"name": "no id", "status": "active"}]))
    assert (counts(report), report.retired) == ({"rejected": 1}, 0)
    assert report.not_retired_because == "no row could be stored"


def test_package_that_lost_its_services_retires_nothing(world: World) -> None:
    folder = old_package(world)
    world.bring(folder)
    (folder / "services.csv").unlink()
    report = world.bring(folder)
    assert (report.retired, report.not_retired_because) == (0, "the files hold no service")
    assert len(world.services()) == 1


def test_dry_run_says_what_would_happen_and_does_nothing(world: World) -> None:
    world.bring(world.json("services.json", [pantry(), other_pantry(1)]))
    before = world.state()
    path = world.json("services.json", [pantry(name="New name"), other_pantry(2)])
    tried = world.bring(path, dry_run=True)
    assert world.state() == before
    done = world.bring(path)
    assert (counts(tried), tried.retired) == (counts(done), done.retired) == ({"created": 1, "updated": 1}, 3)


def test_several_processes_come_to_the_same_end(world: World) -> None:
    # Over the size from which other processes are asked at all.
    words = "Groceries for whoever needs them. " * 300
    path = world.json("services.json", [other_pantry(number, description=words) for number in range(450)])
    world.bring(path, jobs=2)
    before = world.state()
    assert counts(world.bring(path)) == {"unchanged": 450}
    assert world.state() == before


def test_run_is_on_record_with_its_report(world: World) -> None:
    world.bring(world.json("services.json", [pantry()]), "north")
    with world.database.read() as view:
        (run,) = view.imports.latest("north")
    assert run.finished is not None
    assert run.report["outcomes"]["created"] == 1


@pytest.mark.parametrize("remembered", [0, 1, 50_000])
def test_agency_that_services_mention_in_different_words_has_all_that_was_said(
    world: World, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(staging, "_MENTIONS_KEPT", remembered)
    said: list[dict[str, str]] = [{}, {"website": "https://open-table.example"}, {"email": "info@open-table.example"}]
    agency = pantry()["organization"]
    services = [other_pantry(number, organization={**agency, **said[number % 3]}) for number in range(12)]
    report = world.bring(world.json("services.json", services))
    assert counts(report) == {"created": 12}
    assert world.organizations().keys() == {agency["id"]}
    assert {**said[1], **said[2]}.items() <= world.organizations()[agency["id"]].items()
