"""Every setting, once: its `WRAPAROUND_*` variable, default, meaning and check. The only module that reads the environment.

Not for: wiring (`api.wiring`). The decision a reader would ask about: the table below is also what the documentation,
`.env.example` and the tests are checked against, so a setting cannot exist without being explained.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import limits
import msgspec

from api.errors import InvalidSetting

ROOT = Path(__file__).resolve().parents[1]


def _text(value: str) -> str:
    return value.strip()


def _path(value: str) -> Path:
    return Path(value).expanduser()


def _data_folder(value: str) -> Path:
    folder = _path(value)
    if not (folder / "needs" / "needs.csv").is_file():
        raise ValueError("there is no needs/needs.csv in it; name the data folder of the program")
    return folder


def _count(value: str) -> int:
    if not value.strip().isdecimal():
        raise ValueError("say a whole number, 0 or more")
    return int(value)


def _positive(value: str) -> int:
    if not value.strip().isdecimal() or int(value) == 0:
        raise ValueError("say a whole number, 1 or more")
    return int(value)


def _log_level(value: str) -> str:
    level = value.strip().lower()
    if level not in ("debug", "info", "warning", "error"):
        raise ValueError("say debug, info, warning or error")
    return level


def _web_address(value: str) -> str:
    address = value.strip().rstrip("/")
    scheme, _, rest = address.partition("://")
    if scheme not in ("http", "https") or not rest:
        raise ValueError("say an address that begins with http:// or https://")
    return address


def _tile_address(value: str) -> str:
    """Empty, or an address in full: its host goes into a header, where a space or semicolon would begin another rule."""
    address = value.strip()
    if address and not re.fullmatch(r"https?://[\w.:{}-]+/[^\s;,'\"]*", address):
        raise ValueError("say an address such as https://tiles.example.org/{z}/{x}/{y}.png")
    return address


def _rate_limit(value: str) -> str:
    limits.parse_many(value)  # flask-limiter would pass over what it cannot read, and limit nothing
    return value


def _yes_or_no(value: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if value.strip().lower() not in words:
        raise ValueError("say yes or no")
    return words[value.strip().lower()]


def _json_object(value: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(value or "{}", type=dict[str, Any])
    except msgspec.DecodeError:
        raise ValueError('say a JSON object, such as {"domain": "geocode.example.org"}') from None


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable. `field` is its name on `Settings`; `parse` raises ValueError with what to write instead."""

    variable: str
    field: str
    default: str
    meaning: str
    parse: Callable[[str], Any] = _text


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "WRAPAROUND_DATABASE_URL",
        "database_url",
        "sqlite:///var/wraparound.sqlite",
        "Where records and referrals live, as an SQLAlchemy URL: a SQLite file, or postgresql+psycopg://…",
    ),
    Setting(
        "WRAPAROUND_SEARCH_URL",
        "search_url",
        "",
        "Empty: the embedded index. Any other engine is refused at start by this version.",
    ),
    Setting(
        "WRAPAROUND_INDEX_PATH",
        "index_path",
        "var/listings.sqlite",
        "With PostgreSQL: the file of the embedded index beside the application. Rebuilt when missing.",
        _path,
    ),
    Setting(
        "WRAPAROUND_DATA_DIR",
        "data_dir",
        str(ROOT / "data"),
        "Needs, lexicon, boundaries and sample data.",
        _data_folder,
    ),
    Setting(
        "WRAPAROUND_VAR_DIR", "var_dir", "var", "Where the application may write: caches, its own secret key.", _path
    ),
    Setting(
        "WRAPAROUND_SECRET_KEY",
        "secret_key",
        "",
        "Signs sessions and forms; at least 32 characters, the same on every process. Empty: made once in the var folder.",
    ),
    Setting(
        "WRAPAROUND_PUBLIC_URL",
        "public_url",
        "http://127.0.0.1:8000",
        "The address people and systems reach this installation at.",
        _web_address,
    ),
    Setting(
        "WRAPAROUND_SECURE_COOKIES",
        "secure_cookies",
        "no",
        "yes where the site is served by HTTPS: cookies are then never sent in the clear.",
        _yes_or_no,
    ),
    Setting(
        "WRAPAROUND_TOKEN_LIFETIME_SECONDS",
        "token_lifetime_seconds",
        "3600",
        "How long a system's access token lasts.",
        _positive,
    ),
    Setting("WRAPAROUND_SESSION_HOURS", "session_hours", "12", "How long a person stays signed in.", _positive),
    Setting(
        "WRAPAROUND_GEOCODER",
        "geocoder",
        "",
        "Empty: the offline geocoder (ZIP and city level). Or the name of a geopy geocoder, such as nominatim.",
    ),
    Setting(
        "WRAPAROUND_GEOCODER_OPTIONS",
        "geocoder_options",
        "{}",
        'Arguments of that geocoder as a JSON object, such as {"domain": "geocode.example.org"}.',
        _json_object,
    ),
    Setting(
        "WRAPAROUND_TILE_URL",
        "tile_url",
        "",
        "Street tiles for the map, such as https://tiles.example.org/{z}/{x}/{y}.png. Empty: county outlines only.",
        _tile_address,
    ),
    Setting("WRAPAROUND_TILE_ATTRIBUTION", "tile_attribution", "", "What the tile provider wants to be shown."),
    Setting(
        "WRAPAROUND_SIGN_IN_LIMIT",
        "sign_in_limit",
        "10 per minute",
        "How often one address may try to sign in or fetch a token, in flask-limiter's words.",
        _rate_limit,
    ),
    Setting(
        "WRAPAROUND_TRUSTED_PROXIES",
        "trusted_proxies",
        "0",
        "How many reverse proxies stand in front and set X-Forwarded-For. 0: none, the header is not believed.",
        _count,
    ),
    Setting("WRAPAROUND_LOG_LEVEL", "log_level", "info", "debug, info, warning or error.", _log_level),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one process; see `SETTINGS` for what each means."""

    database_url: str
    search_url: str
    index_path: Path
    data_dir: Path
    var_dir: Path
    secret_key: str
    public_url: str
    secure_cookies: bool
    token_lifetime_seconds: int
    session_hours: int
    geocoder: str
    geocoder_options: dict[str, Any]
    tile_url: str
    tile_attribution: str
    sign_in_limit: str
    trusted_proxies: int
    log_level: str


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings from `WRAPAROUND_*` variables (the process's own by default).

    Raises `InvalidSetting` for a value that cannot be used and for an unknown `WRAPAROUND_*` name, which is nearly
    always a misspelt one.
    """
    given = os.environ if environment is None else environment
    known = {setting.variable for setting in SETTINGS}
    for variable in given:
        if variable.startswith("WRAPAROUND_") and variable not in known and not variable.startswith("WRAPAROUND_TEST_"):
            raise InvalidSetting(variable, "there is no such setting; see docs/settings.md for those there are")
    return Settings(**{setting.field: _value_of(setting, given) for setting in SETTINGS})


def _value_of(setting: Setting, given: Mapping[str, str]) -> Any:
    """The parsed value; the type is that of the field on `Settings`."""
    text = given.get(setting.variable, "") or setting.default
    try:
        return setting.parse(text)
    except ValueError as error:
        raise InvalidSetting(setting.variable, f"{text!r} cannot be used: {error}") from error
