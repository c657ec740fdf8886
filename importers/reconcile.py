"""What needs all rows of a source: withheld records, dangling links, hidden shelters, shared points, the order of storing.

Not for: one record by itself (`pipeline.py`). The decision a reader would ask about: a service whose organization is
not in the files is kept with a stand-in, because the help is real and can be referred to; a service at location that
names no service or no location says nothing and is rejected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from importers.drafts import Document, Note, Outcome
from importers.ledger import RowLedger
from importers.scratch.staging import Staging
from importers.staged import stage
from importers.steps.ids import uuid_of
from importers.steps.privacy import hide_door

IsStored = Callable[[str, Sequence[str]], set[str]]
"""(record type, ids) → those that the directory already has."""

_FEWEST_COMMON = 8  # a shared beginning shorter than this is no name


class Reconciliation:
    """One run's last look over everything staged."""

    def __init__(self, staging: Staging, ledger: RowLedger, source: str, is_stored: IsStored) -> None:
        self._staging = staging
        self._ledger = ledger
        self._source = source
        self._is_stored = is_stored
        self._sql = staging.connection

    def run(self) -> None:
        """All of it, in the order that later parts rely on."""
        self._drop_withheld()
        self._follow_links()
        self._drop_dangling("service")
        self._drop_dangling("location")
        self._cut_location_links()
        self._stand_in_for_organizations()
        self._hide_shelters()
        self._order()

    def _drop_withheld(self) -> None:
        """A withheld record goes, and what hangs on it goes too."""
        if not self._sql.execute("SELECT 1 FROM withheld LIMIT 1").fetchone():
            return
        gone = "EXISTS (SELECT 1 FROM withheld w WHERE w.type = '{0}' AND w.id = record.{0}_id)"
        conditions = ["EXISTS (SELECT 1 FROM withheld w WHERE w.type = record.type AND w.id = record.id)"]
        conditions.append(f"type = 'service' AND {gone.format('organization')}")
        conditions += [f"type = 'service_at_location' AND {gone.format(name)}" for name in ("service", "location")]
        for condition in conditions:
            for seq, record_type, key, row, main in self._rows(condition):
                self._drop(seq, row, main, Outcome.SKIPPED, Note(f"{record_type} {key}", "", _WITHHELD))
                if record_type == "service":
                    self._sql.execute(
                        "INSERT OR IGNORE INTO withheld SELECT type, id FROM record WHERE seq = ?", (seq,)
                    )
                self._sql.execute("DELETE FROM record WHERE seq = ?", (seq,))

    def _follow_links(self) -> None:
        """Which record each link leads to, by number: looked up once, where each question below would do it again."""
        for statement in _LINKS:
            self._sql.execute(statement)

    def _drop_dangling(self, target: str) -> None:
        """Services at locations whose service or location is nowhere."""
        link = f"{target}_id"
        found = self._rows(f"type = 'service_at_location' AND {_leads_nowhere('service_at_location', target)}")
        stored = self._stored(target, (self._link(seq, link) for seq, *_ in found))
        for seq, record_type, key, row, main in found:
            linked = self._link(seq, link)
            if linked and linked in stored:
                continue
            reason = f"names a {target} that is not among the records" if linked else f"names no {target}"
            self._drop(seq, row, main, Outcome.REJECTED, Note(f"{record_type} {key}", link, reason))
            self._sql.execute("DELETE FROM record WHERE seq = ?", (seq,))

    def _cut_location_links(self) -> None:
        """A location needs no organization; a link into nowhere is taken out."""
        missing = _leads_nowhere("location", "organization")
        found = self._rows(f"type = 'location' AND organization_id IS NOT NULL AND {missing}")
        stored = self._stored("organization", (self._link(seq, "organization_id") for seq, *_ in found))
        services = "SELECT 1 FROM record WHERE type = 'service' AND organization_id = ?"
        if found:
            self._sql.execute(_BY_ORGANIZATION)
        for seq, _, key, row, _ in found:
            linked = self._link(seq, "organization_id")
            if linked in stored or self._sql.execute(services, (linked,)).fetchone():
                continue
            ((_, document),) = self._staging.documents("seq = ?", (seq,))
            document.pop("organization_id", None)
            self._staging.replace_document(seq, document)
            self._staging.note(
                row, [Note(f"location {key}", "organization_id", "names an organization that is nowhere")]
            )

    def _stand_in_for_organizations(self) -> None:
        """Every service has an organization, if need be one made from what the services say."""
        for seq, _, key, _, _ in self._rows("type = 'service' AND organization_id IS NULL"):
            ((_, document),) = self._staging.documents("seq = ?", (seq,))
            linked = uuid_of(self._source, "organization", f"of service {key}")
            self._staging.replace_document(seq, {**document, "organization_id": linked})
        missing = _leads_nowhere("service", "organization")
        query = f"SELECT DISTINCT organization_id FROM record WHERE type = 'service' AND {missing} ORDER BY seq"  # noqa: S608
        ids = [found for (found,) in self._sql.execute(query)]
        stored = self._stored("organization", ids)
        if ids:
            self._sql.execute(_BY_ORGANIZATION)
        for organization_id in ids:
            if organization_id not in stored:
                self._stand_in(organization_id)
        if ids:
            self._sql.execute(_FIND_STAND_INS)
        self._note_mentions()

    def _stand_in(self, organization_id: str) -> None:
        services = self._rows("type = 'service' AND organization_id = ?", (organization_id,))
        found = self._staging.documents("type = 'service' AND organization_id = ?", (organization_id,))
        name = _shared_name([str(document.get("name", "")) for _, document in found])
        document: Document = {"id": organization_id, "name": name, "description": name, "x_stand_in": True}
        _, _, _, first_row, _ = services[0]
        key = f"stand-in {organization_id}"
        self._staging.insert(stage(self._source, "organization", key, document, main=False), first_row)
        for _, _, service_key, row, _ in services:
            reason = f"its organization is not in the files; a stand-in named {name!r} was made"
            self._staging.note(row, [Note(f"service {service_key}", "organization_id", reason)])

    def _note_mentions(self) -> None:
        """Organizations that the files mention but give no row of their own, where others have one."""
        owned = "SELECT 1 FROM record WHERE type = 'organization' AND main = 1 LIMIT 1"
        if not self._sql.execute(owned).fetchone():
            return
        mentioned = "type = 'organization' AND main = 0 AND key NOT LIKE 'stand-in %'"
        for _, _, key, row, _ in self._rows(mentioned):
            reason = "has no row of its own; made from what this row says of it"
            self._staging.note(row, [Note(f"organization {key}", "id", reason)])

    def _hide_shelters(self) -> None:
        """A place where only hidden shelters are is hidden; one that other services share was published on purpose."""
        if not self._sql.execute("SELECT 1 FROM record WHERE hidden_shelter LIMIT 1").fetchone():
            return
        places = """type = 'location' AND id IN (
            SELECT location_id FROM record WHERE type = 'service_at_location' GROUP BY location_id
            HAVING count(*) = sum(service_id IN (SELECT id FROM record WHERE hidden_shelter)))"""
        for seq, document in self._staging.documents(places):
            if document.get("x_confidential") is not True:
                hide_door(document)
                for address in document.get("addresses", []):
                    address.update(address_1="", postal_code="")
                self._staging.replace_document(seq, document)

    def _order(self) -> None:
        """By place: a service with its places and the links between them, and an organization before its first service.

        What is near in the world is near in the index. Stored in the order of the files, which mostly know no place,
        each batch of a large import would change some of every part of the directory's file.
        """
        self._sql.execute(_FAMILY_TABLE)
        for statement in _FAMILIES:
            self._sql.execute(statement)

    def _rows(self, condition: str, parameters: Sequence[object] = ()) -> list[tuple[int, str, str, int, bool]]:
        query = f"SELECT seq, type, key, row, main FROM record WHERE {condition} ORDER BY seq"  # noqa: S608
        return self._sql.execute(query, parameters).fetchall()

    def _link(self, seq: int, column: str) -> str:
        found = self._sql.execute(f"SELECT {column} FROM record WHERE seq = ?", (seq,)).fetchone()  # noqa: S608
        return found[0] or ""

    def _stored(self, record_type: str, ids: Iterable[str]) -> set[str]:
        wanted = sorted({found for found in ids if found})
        return self._is_stored(record_type, wanted) if wanted else set()

    def _drop(self, seq: int, row: int, main: bool, outcome: Outcome, note: Note) -> None:
        if main:
            self._ledger.settle(row, outcome)
        self._staging.note(row, [note])


_LINKS = (
    """CREATE TABLE link (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, organization INTEGER, service INTEGER,
       location INTEGER)""",
    """INSERT INTO link SELECT seq, type,
       (SELECT o.seq FROM record o WHERE o.id = r.organization_id AND o.type = 'organization'),
       (SELECT s.seq FROM record s WHERE s.id = r.service_id AND s.type = 'service'),
       (SELECT p.seq FROM record p WHERE p.id = r.location_id AND p.type = 'location')
       FROM record r WHERE type IN ('service', 'service_at_location', 'location')""",
)
_FIND_STAND_INS = """UPDATE link SET organization = (
    SELECT o.seq FROM record s JOIN record o ON o.id = s.organization_id AND o.type = 'organization' WHERE s.seq = link.seq)
    WHERE organization IS NULL"""
_BY_ORGANIZATION = (
    "CREATE INDEX IF NOT EXISTS record_by_organization ON record (organization_id) WHERE type = 'service'"
)
_FAMILY_TABLE = "CREATE TABLE family (seq INTEGER PRIMARY KEY, family INTEGER NOT NULL, member INTEGER NOT NULL)"
# CROSS JOIN keeps SQLite from turning a join around. Where a link was dropped, its other end is nowhere.
_FAMILIES = (
    """INSERT INTO family SELECT l.service, coalesce(min(p.cell), 0), l.service FROM link l
       CROSS JOIN record p ON p.seq = l.location WHERE l.service IS NOT NULL GROUP BY l.service""",
    "INSERT OR IGNORE INTO family SELECT seq, 0, seq FROM record WHERE type = 'service'",
    """INSERT INTO family SELECT l.organization, min(f.family), 0 FROM family f CROSS JOIN link l ON l.seq = f.seq
       WHERE l.organization IS NOT NULL GROUP BY l.organization""",
    "INSERT INTO family SELECT l.seq, f.family, f.member FROM link l CROSS JOIN family f ON f.seq = l.service",
    # A place that several services share comes with the first of them.
    """INSERT OR IGNORE INTO family SELECT l.location, f.family, f.member FROM link l CROSS JOIN family f ON f.seq = l.seq
       WHERE l.location IS NOT NULL ORDER BY f.family, f.member""",
    # All that no service needs, first.
    "INSERT OR IGNORE INTO family SELECT seq, -1, seq FROM record",
    "CREATE INDEX family_in_order ON family (family, member, seq)",
)
_WITHHELD = "belongs to a record that its publisher does not want published"


def _leads_nowhere(record_type: str, target: str) -> str:
    """A condition: that link of such a record leads to none of the records. The type keeps those out that never had it."""
    return f"seq IN (SELECT seq FROM link WHERE type = '{record_type}' AND {target} IS NULL)"  # noqa: S608 - our own names


def _shared_name(names: Sequence[str]) -> str:
    """What all names begin with, up to a dash or comma, if that is long enough to be a name; else the first name."""
    first, last = min(names), max(names)
    length = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    shared = first[:length].rstrip(" -–,:(")
    return shared if len(shared) >= _FEWEST_COMMON and len(names) > 1 else names[0]
