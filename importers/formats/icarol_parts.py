"""The parts of an HSDS record that a row of an iCarol export gives: phones, place, categories, coverage and so on.

Not for: which record the row is (`icarol.py`). The decision a reader would ask about: words are passed on as they are and
read where all formats are read (`directory.facts`); only what the export's own codes mean is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from importers.drafts import Document
from importers.formats.icarol_columns import NOTHING, NUMBER, PHONE_NAMES, PHONES
from importers.steps.privacy import speaks_of_hidden_shelter
from importers.steps.schedules import HOURS_TEXT

Cells = dict[str, str]

TAXONOMY = "AIRS/211 codes"
_DO_NOT_REFER = re.compile(r"do not refer|not accepting|no referrals", re.IGNORECASE)
_QUADRANT = re.compile(r"[NS][EW]", re.IGNORECASE)
_BUS_CODE = re.compile(r"transportation available:\s*\d+", re.IGNORECASE)
_LANGUAGES = re.compile(r"\s*[,;/|\n]\s*")
_DATE = re.compile(r"(?:(\d{1,2})/(\d{1,2})/(\d{2,4})|(\d{4})-(\d{1,2})-(\d{1,2}))(?:[ T].*)?")
_UNSET_YEAR = 1900  # what iCarol writes for "never"
_DAYS_ONLY = re.compile(r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*;?\s*)+", re.IGNORECASE)


def says_yes(words: str) -> bool:
    """Yes, TRUE, 1."""
    return words.strip().lower() in {"yes", "true", "1", "y"}


def texts_of(cells: Cells, columns: Mapping[str, str]) -> Document:
    """The cells that say something, under their HSDS names."""
    found = ((name, cells.get(column, "")) for column, name in columns.items())
    return {name: words for name, words in found if words and words.lower() not in NOTHING}


def date_of(words: str) -> str:
    """`4/18/12 9:46` or `2025-08-04 0:00:00` as an ISO date; "" where there is none."""
    match = _DATE.fullmatch(words.strip())
    if match is None:
        return ""
    month, day, year = (int(part) for part in (match[1] or match[5], match[2] or match[6], match[3] or match[4]))
    # Two-digit years of these exports are of the computer age: 68 and above are the last century (POSIX strptime).
    year += 0 if year > 99 else 2000 if year < 69 else 1900
    try:
        found = date(year, month, day)
    except ValueError:
        return ""
    return found.isoformat() if found.year > _UNSET_YEAR else ""


def phones_of(cells: Cells) -> list[Document]:
    """All lines that are not private."""
    phones: list[Document] = []
    seen: set[str] = set()
    for column, names, private, kind in PHONES:
        number = cells.get(column, "")
        if not number or number in seen or says_yes(cells.get(private, "")):
            continue
        seen.add(number)
        words = ", ".join(dict.fromkeys(filter(None, (cells.get(name, "") for name in names))))
        phone: Document = {"id": f"{cells[NUMBER]}/{column}", "number": number, "type": _kind(kind, words)}
        if words or column in PHONE_NAMES:
            phone["description"] = words or PHONE_NAMES[column]
        phones.append(phone)
    return phones


def _kind(kind: str, words: str) -> str:
    return "textphone" if re.search(r"\bTT[YD]\b", words) else kind


def languages_of(cells: Cells) -> list[Document]:
    """One entry for each language; exports separate them in four ways."""
    words = cells.get("languagesoffered") or cells.get("languagesofferedlist") or ""
    names = dict.fromkeys(name for name in _LANGUAGES.split(words) if name)
    return [{"name": name} for name in names]


def categories_of(cells: Cells) -> list[str]:
    """The export's own categories, in words."""
    return [words.strip() for words in cells.get("categories", "").split(";") if words.strip()]


def attributes_of(cells: Cells) -> list[Document]:
    """Taxonomy codes as HSDS attributes. Names of the terms are their owner's and are not imported."""
    codes = dict.fromkeys(code.strip() for code in cells.get("taxonomycodes", "").split(";") if code.strip())
    return [
        {
            "id": f"{cells[NUMBER]}/{code}",
            "link_entity": "service",
            "taxonomy_term": {"id": code, "code": code, "taxonomy": TAXONOMY},
        }
        for code in codes
    ]


def status_of(cells: Cells) -> Document:
    """`Active`, `Inactive` and `Active, but do not refer`; what is not given is left to the steps."""
    words = cells.get("agencystatus", "")
    if not words:
        return {}
    return {"status": "active" if words.lower().startswith("active") else words.lower()}


def availability_of(cells: Cells) -> Document:
    """The words that say that it must not be offered, where there are any."""
    words = cells.get("agencystatus", "")
    if _DO_NOT_REFER.search(words):
        return {"x_availability": words}
    if cells.get("availableforreferral", "").lower() in {"no", "false"}:
        return {"x_availability": "not available for referral: do not refer"}
    return {}


def coverage_of(cells: Cells) -> Document:
    """Where people must live: the area in words, else the list of counties."""
    # "MD - Anacostia County" for a place in Washington is sorted out where areas are read (`directory.facts.coverage`).
    words = cells.get("coveragearea") or cells.get("coverageareatext") or cells.get("coverage", "").strip("; ")
    if not words:
        return {}
    return {"x_coverage_text": words, "service_areas": [{"name": words}]}


def hours_of(cells: Cells) -> Document:
    """The hours in words; the list by days only where it gives times."""
    words = cells.get("hoursofoperation", "")
    listed = cells.get("hours", "")
    if not words and listed and not _DAYS_ONLY.fullmatch(listed):
        words = listed
    return {HOURS_TEXT: words} if words else {}


def location_of(cells: Cells) -> Document | None:
    """The physical place, with its mailing address; None where the row gives neither street, ZIP nor point."""
    street, postal_code = cells.get("physicaladdress1", ""), cells.get("physicalpostalcode", "")
    point = _point_of(cells)
    if not (street or postal_code or point):
        return None
    location: Document = {
        "id": cells[NUMBER],
        "location_type": "physical",
        "name": street or cells.get("publicname", ""),
    }
    location.update(point)
    location["addresses"] = [_address(cells, "physical")]
    if cells.get("mailingaddress1") and not says_yes(cells.get("mailingaddressisprivate", "")):
        mailing = _address(cells, "mailing")
        if mailing.get("address_1") != street:
            location["addresses"].append(mailing)
    _describe(location, cells)
    if _is_confidential(cells):
        location["x_confidential"] = True
        location["name"] = cells.get("publicname", "")
    return location


def _point_of(cells: Cells) -> Document:
    latitude, longitude = cells.get("latitude", ""), cells.get("longitude", "")
    return {"latitude": latitude, "longitude": longitude} if latitude and longitude else {}


def _address(cells: Cells, prefix: str) -> Document:
    columns = {
        f"{prefix}address1": "address_1",
        f"{prefix}address2": "address_2",
        f"{prefix}city": "city",
        f"{prefix}stateprovince": "state_province",
        f"{prefix}postalcode": "postal_code",
        f"{prefix}country": "country",
        f"{prefix}county": "x_county",
    }
    kind = "physical" if prefix == "physical" else "postal"
    return {"id": f"{cells[NUMBER]}/{prefix}", "address_type": kind, **texts_of(cells, columns)}


def _describe(location: Document, cells: Cells) -> None:
    access = cells.get("disabilitiesaccess", "")
    if access and not _QUADRANT.fullmatch(access):
        location["accessibility"] = [{"id": f"{cells[NUMBER]}/access", "description": access}]
    elif access:
        location["x_quadrant"] = access.upper()
    ways = [cells.get("publicaccesstransportation", ""), cells.get("busserviceaccess", "")]
    told = [words for words in ways if words and not _BUS_CODE.fullmatch(words)]
    if told:
        location["transportation"] = "; ".join(told)
    if described := cells.get("physicallocationdescription", ""):
        location["description"] = described


def _is_confidential(cells: Cells) -> bool:
    private = says_yes(cells.get("physicaladdressisprivate", ""))
    return private or speaks_of_hidden_shelter(cells.get("publicname"), cells.get("agencydescription"))
