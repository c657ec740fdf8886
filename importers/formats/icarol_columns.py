"""The columns of an iCarol resource export, as data. Older exports have 116 of them, newer ones 169.

Not for: what a row becomes (`icarol.py`). The decision a reader would ask about: column names are compared in lower
case, because exports write `Phone4Name` beside `Phone5name`.
"""

from __future__ import annotations

from collections.abc import Sequence

LEVEL = "taxonomylevelname"
NUMBER = "resourceagencynum"
_MARKS = {NUMBER, LEVEL, "publicname"}


def is_icarol_header(header: Sequence[str]) -> bool:
    """Whether these are the columns of an iCarol export."""
    return {column.strip().lower() for column in header} >= _MARKS


# (number column, name or description columns, private flag, HSDS phone type; "" for an ordinary voice line)
PHONES: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    *(
        (f"phone{n}number", (f"phone{n}name", f"phone{n}description"), f"phone{n}isprivate", "voice")
        for n in (1, 2, 3, 4, 5)
    ),
    ("phonetollfree", ("phonetollfreedescription",), "phonetollfreeisprivate", "voice"),
    ("phonenumberhotline", ("phonenumberhotlinedescription",), "phonenumberhotlineisprivate", "hotline"),
    ("phonenumberbusinessline", ("phonenumberbusinesslinedescription",), "phonenumberbusinesslineisprivate", "voice"),
    ("phonenumberoutofarea", ("phonenumberoutofareadescription",), "phonenumberoutofareaisprivate", "voice"),
    ("phonenumberafterhours", ("phonenumberafterhoursdescription",), "phonenumberafterhoursisprivate", "voice"),
    ("phonetty", ("phonettydescription",), "phonettyisprivate", "textphone"),
    ("phonefax", ("phonefaxdescription",), "phonefaxisprivate", "fax"),
)
PHONE_NAMES = {
    "phonetollfree": "Toll-free number",
    "phonenumberhotline": "Hotline",
    "phonenumberbusinessline": "Business line",
    "phonenumberoutofarea": "From out of the area",
    "phonenumberafterhours": "After hours",
}

EXCLUSIONS = ("excludefromwebsite", "excludefromdirectory")
"""A row with Yes in one of these is not for the public."""

SERVICE_TEXTS = {
    "publicname": "name",
    "alternatename": "alternate_name",
    "agencydescription": "description",
    "emailaddressmain": "email",
    "websiteaddress": "url",
    "eligibility": "eligibility_description",
    "feestructuresource": "fees_description",
    "applicationprocess": "application_process",
    "normalwaittime": "wait_time",
    "licenseaccreditation": "licenses",
    "paymentmethods": "x_payment_methods",
    "servicenotalwaysavailability": "x_seasonal_availability",
    "servicecapacity": "x_capacity_text",
    "capacitytype": "x_capacity_type",
    "temporarymessage": "x_temporary_message",
    "temporarymessageexpires": "x_temporary_message_expires",
    "coverage": "x_coverage_counties",
    "recordowner": "x_record_owner",
}
ORGANIZATION_TEXTS = {
    "publicname": "name",
    "alternatename": "alternate_name",
    "agencydescription": "description",
    "emailaddressmain": "email",
    "websiteaddress": "website",
    "irsstatus": "tax_status",
    "legalstatus": "legal_status",
    "yearincorporated": "year_incorporated",
    "hoursofoperation": "x_hours",
    "languagesoffered": "x_languages",
    "agencystatus": "x_status",
}
NOTHING = {"none or unknown", "-1", "null", "n/a"}
"""Cells that say that nothing was entered."""
