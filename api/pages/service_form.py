"""The plain form of a service: from an HSDS document to fields, and from fields back to a document.

Not for: storing or who may (`my_services_page.py`). The decision a reader would ask about: a field that was not touched leaves
its part of the document exactly as it was, so that a form which cannot show everything never destroys what it does not show.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from api.pages.service_hours import FormHours, hours_document, read_form_hours
from api.pages.wording import language
from directory.errors import FieldProblem
from directory.facts.language_names import NAMES
from directory.facts.wording import folded

STATUSES = {
    "active": "Open to clients",
    "temporarily closed": "Closed for the time being",
    "inactive": "Not active: hide it from searches",
    "defunct": "Ended for good",
}
LONGEST = 4000
_TEXTS = (
    "name",
    "description",
    "eligibility_description",
    "application_process",
    "fees_description",
    "alert",
    "email",
    "url",
)
_AGES = ("minimum_age", "maximum_age")
_AGE = re.compile(r"\d{1,3}(\.\d{1,8})?")  # a month is 0.0833333 years, as `fields_of` writes it


@dataclass(frozen=True, slots=True)
class ServiceFields:
    """The form's fields as text, and its hours."""

    texts: Mapping[str, str]
    hours: FormHours

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")


def fields_of(document: Mapping[str, Any]) -> ServiceFields:
    """The form of a document."""
    texts = {name: str(document.get(name) or "") for name in (*_TEXTS, "status")}
    texts |= {name: f"{document[name]:g}" if document.get(name) is not None else "" for name in _AGES}
    texts["phones"] = "\n".join(_phone_line(phone) for phone in document.get("phones", ()))
    texts["languages"] = ", ".join(_language_name(each) for each in document.get("languages", ()))
    return ServiceFields(texts, hours_document(document))


def read_fields(form: MultiDict[str, str]) -> ServiceFields:
    """The form as typed."""
    names = (*_TEXTS, *_AGES, "status", "phones", "languages")
    texts = {name: form.get(name, "").replace("\r\n", "\n").strip()[:LONGEST] for name in names}
    return ServiceFields(texts, read_form_hours(form))


def problems_of(fields: ServiceFields) -> tuple[FieldProblem, ...]:
    """What HSDS could not tell in a way that helps: said here, by field."""
    found = [] if fields["name"] else [FieldProblem("name", "Type the name of the service.")]
    if fields["status"] not in STATUSES:
        found.append(FieldProblem("status", "Choose one."))
    found += [
        FieldProblem(name, "Type an age in years, such as 5 or 0.5, or leave it empty.")
        for name in _AGES
        if fields[name] and not _AGE.fullmatch(fields[name])
    ]
    unknown = [name for name in _names_in(fields["languages"]) if not NAMES.get(folded(name))]
    if unknown:
        found.append(
            FieldProblem(
                "languages", f"“{unknown[0]}” is no language that we know. Type names such as English, Spanish."
            )
        )
    return (*found, *fields.hours.problems())


def changed_document(before: Mapping[str, Any], fields: ServiceFields) -> dict[str, Any]:
    """The document with what was changed in the form, and nothing else."""
    shown, document = fields_of(before), copy.deepcopy(dict(before))
    for name in (*_TEXTS, "status"):
        if fields[name] != shown[name]:
            _set(document, name, fields[name])
    for name in _AGES:
        if fields[name] != shown[name]:
            _set(document, name, float(fields[name]) if fields[name] else None)
    if fields["phones"] != shown["phones"]:
        _set(document, "phones", _phones(before, fields["phones"]))
    if fields["languages"] != shown["languages"]:
        _set(document, "languages", _languages(before, fields["languages"]))
    if fields.hours != shown.hours:
        fields.hours.write_to(document)
    return document


def _set(document: dict[str, Any], name: str, value: Any) -> None:
    """What is empty is left out, as HSDS wants it."""
    if value in ("", None, []):
        document.pop(name, None)
    else:
        document[name] = value


def _phone_line(phone: Mapping[str, Any]) -> str:
    extension = phone.get("extension")
    return str(phone.get("number", "")) + (f" ext. {extension:g}" if isinstance(extension, int | float) else "")


def _phones(before: Mapping[str, Any], lines: str) -> list[dict[str, Any]]:
    """One phone a line; a line that was there before keeps its whole record."""
    known = {_phone_line(phone): dict(phone) for phone in before.get("phones", ())}
    return [
        known.get(line) or _new_phone(before["id"], line) for line in filter(None, map(str.strip, lines.split("\n")))
    ]


def _new_phone(service_id: str, line: str) -> dict[str, Any]:
    number, _, extension = line.partition(" ext. ")
    phone: dict[str, Any] = {"id": str(uuid4()), "service_id": service_id, "number": number.strip(), "type": "voice"}
    return phone | ({"extension": int(extension)} if extension.strip().isdigit() else {})


def _language_name(record: Mapping[str, Any]) -> str:
    return str(record.get("name") or language(str(record.get("code", ""))))


def _languages(before: Mapping[str, Any], names: str) -> list[dict[str, Any]]:
    known = {_language_name(each): dict(each) for each in before.get("languages", ())}
    return [
        known.get(name) or {"id": str(uuid4()), "service_id": before["id"], "name": name, "code": NAMES[folded(name)]}
        for name in _names_in(names)
    ]


def _names_in(names: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in re.split(r"[,;\n]", names) if name.strip()))
