"""States, the District and the territories: USPS codes, names, FIPS codes.

Not for: outlines (`boundaries.py`). Source: USPS Publication 28, appendix B; FIPS 5-2. Military "states" (AA, AE, AP)
are left out on purpose: they are mail routes, nobody can be served *in* them.
"""

from __future__ import annotations

from directory.geography.naming import fold_name

_TABLE = """
01 AL Alabama; 02 AK Alaska; 04 AZ Arizona; 05 AR Arkansas; 06 CA California; 08 CO Colorado; 09 CT Connecticut;
10 DE Delaware; 11 DC District of Columbia; 12 FL Florida; 13 GA Georgia; 15 HI Hawaii; 16 ID Idaho; 17 IL Illinois;
18 IN Indiana; 19 IA Iowa; 20 KS Kansas; 21 KY Kentucky; 22 LA Louisiana; 23 ME Maine; 24 MD Maryland;
25 MA Massachusetts; 26 MI Michigan; 27 MN Minnesota; 28 MS Mississippi; 29 MO Missouri; 30 MT Montana;
31 NE Nebraska; 32 NV Nevada; 33 NH New Hampshire; 34 NJ New Jersey; 35 NM New Mexico; 36 NY New York;
37 NC North Carolina; 38 ND North Dakota; 39 OH Ohio; 40 OK Oklahoma; 41 OR Oregon; 42 PA Pennsylvania;
44 RI Rhode Island; 45 SC South Carolina; 46 SD South Dakota; 47 TN Tennessee; 48 TX Texas; 49 UT Utah;
50 VT Vermont; 51 VA Virginia; 53 WA Washington; 54 WV West Virginia; 55 WI Wisconsin; 56 WY Wyoming;
60 AS American Samoa; 66 GU Guam; 69 MP Northern Mariana Islands; 72 PR Puerto Rico; 78 VI Virgin Islands
"""

_ROWS = [row.split(maxsplit=2) for row in _TABLE.replace("\n", " ").split(";")]

STATE_NAMES: dict[str, str] = {code: name.strip() for _, code, name in _ROWS}
"""USPS code → name."""

STATE_BY_FIPS: dict[str, str] = {fips: code for fips, code, _ in _ROWS}
"""First two digits of a county's FIPS code → USPS code."""

_CODE_BY_WORDS = {fold_name(name): code for code, name in STATE_NAMES.items()}
_CODE_BY_WORDS |= {code.casefold(): code for code in STATE_NAMES}
_CODE_BY_WORDS |= {
    "d c": "DC",
    "n y": "NY",
    "n j": "NJ",
    "n c": "NC",
    "s c": "SC",
    "n h": "NH",
    "n m": "NM",
    "r i": "RI",
    "w va": "WV",
    "calif": "CA",
    "fla": "FL",
    "ill": "IL",
    "mass": "MA",
    "penn": "PA",
    "tex": "TX",
    "wash": "WA",
    "us virgin islands": "VI",
    "u s virgin islands": "VI",
    "distrito de columbia": "DC",
    "nueva york": "NY",
    "carolina del norte": "NC",
    "carolina del sur": "SC",
    "pensilvania": "PA",
    "nuevo mexico": "NM",
    "luisiana": "LA",
}


def state_code(words: str) -> str | None:
    """The USPS code of a state as people write it ("Virginia", "va", "D.C."), or None."""
    known = _CODE_BY_WORDS.get(words.strip().casefold())  # before folding, which takes MT for a mount
    if known:
        return known
    folded = fold_name(words)
    return _CODE_BY_WORDS.get(folded) or _CODE_BY_WORDS.get(folded.removesuffix(" state").removeprefix("state of "))
