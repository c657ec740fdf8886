"""How the parts are put together, and what is refused at start."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.errors import InvalidSetting
from api.settings import SETTINGS, Settings, read_settings
from api.wiring import SECRET_KEY_FILE, Services
from directory.errors import GeocoderUnusable
from tests.api.world import settings_in


def test_another_search_engine_is_refused_at_start(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="WRAPAROUND_SEARCH_URL"):
        Services(settings_in(tmp_path, WRAPAROUND_SEARCH_URL="http://127.0.0.1:9200"))


def test_a_short_secret_key_is_refused_at_start(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="32 characters"):
        Services(settings_in(tmp_path, WRAPAROUND_SECRET_KEY="short"))


def test_a_secret_key_is_made_once_for_this_user_alone(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(lambda _: Services(settings_in(tmp_path)).secret_key, range(8)))
    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert stat.S_IMODE((tmp_path / SECRET_KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [SECRET_KEY_FILE]


def test_a_damaged_secret_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / SECRET_KEY_FILE).write_text("")
    with pytest.raises(InvalidSetting, match="damaged"):
        _ = Services(settings_in(tmp_path)).secret_key


def test_a_part_is_made_once_for_all_threads(tmp_path: Path) -> None:
    services = Services(settings_in(tmp_path))
    with ThreadPoolExecutor(8) as pool:
        assert len({id(made) for made in pool.map(lambda _: services.catalogue, range(16))}) == 1


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    Services(settings_in(tmp_path)).close()
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_geocoder_is_refused(tmp_path: Path) -> None:
    services = Services(settings_in(tmp_path, WRAPAROUND_GEOCODER="nowhere"))
    with pytest.raises(GeocoderUnusable):
        _ = services.place_finder


def test_a_misspelt_setting_is_refused_by_name() -> None:
    with pytest.raises(InvalidSetting, match="WRAPAROUND_DATABSE_URL"):
        read_settings({"WRAPAROUND_DATABSE_URL": "sqlite:///x"})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("WRAPAROUND_SECURE_COOKIES", "perhaps"),
        ("WRAPAROUND_SESSION_HOURS", "long"),
        ("WRAPAROUND_SESSION_HOURS", "0"),
        ("WRAPAROUND_TOKEN_LIFETIME_SECONDS", "-1"),
        ("WRAPAROUND_GEOCODER_OPTIONS", "[]"),
        ("WRAPAROUND_LOG_LEVEL", "loud"),
        ("WRAPAROUND_SIGN_IN_LIMIT", "now and then"),
        ("WRAPAROUND_PUBLIC_URL", "example.org"),
        ("WRAPAROUND_TILE_URL", "tiles; script-src *"),
        ("WRAPAROUND_TRUSTED_PROXIES", "x"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=variable):
        read_settings({variable: value})


def test_every_setting_has_its_field_and_the_other_way_round() -> None:
    assert {setting.field for setting in SETTINGS} == set(Settings.__slots__)
