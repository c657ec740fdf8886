"""docker-compose.yml and Dockerfile, read: no engine is needed to see that they are sound."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # ships no types; a stub package for two calls would be one more to pin

from tests.architecture.source import PACKAGES, ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
_SECRET_NAMES = re.compile(r"PASSWORD|SECRET|TOKEN|KEY$")
_FROM_ENVIRONMENT = re.compile(r"\$\{\w+(:\?[^}]*)?\}")
_PASSWORD_IN_ADDRESS = re.compile(r"://[^:/\s]+:([^@\s]+)@")


def lines_of(word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in DOCKERFILE if line.startswith(f"{word} ")]


@pytest.mark.parametrize("name", SERVICES)
def test_service_is_health_checked(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", SERVICES)
def test_image_names_no_registry(name: str) -> None:
    image = SERVICES[name].get("image", "")
    assert "." not in image.partition("/")[0].partition(":")[0]
    assert bool(image) != ("build" in SERVICES[name])


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_come_from_the_environment_and_have_no_default(name: str) -> None:
    given: dict[str, str] = SERVICES[name].get("environment", {})
    secrets = [value for key, value in given.items() if _SECRET_NAMES.search(key)]
    secrets += [found for value in given.values() for found in _PASSWORD_IN_ADDRESS.findall(str(value))]
    assert [value for value in secrets if not _FROM_ENVIRONMENT.fullmatch(str(value))] == []
    assert "WRAPAROUND_DATABASE_URL" not in given or secrets


def test_what_the_compose_file_asks_for_is_in_its_example() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    example = (ROOT / "compose.env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == asked


@pytest.mark.parametrize("name", ["app", "worker"])
def test_our_own_containers_write_only_where_they_may(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert [volume.partition(":")[2] for volume in service["volumes"]] == ["/var/lib/wraparound"]


def test_database_is_not_open_to_the_outside() -> None:
    assert [name for name in ("postgres", "elasticsearch") if "ports" in SERVICES[name]] == []


def test_image_runs_as_nobody_in_particular() -> None:
    (user,) = lines_of("USER")
    assert user not in ("root", "0")
    assert DOCKERFILE.index(f"USER {user}") < next(n for n, line in enumerate(DOCKERFILE) if line.startswith("CMD"))


def test_image_holds_every_package_and_the_data() -> None:
    copied = {line.split()[0] for line in lines_of("COPY")}
    assert {*PACKAGES, "data", "requirements"} <= copied


def test_image_is_built_from_what_is_there_and_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = [name for line in lines_of("COPY") for name in line.split()[:-1]]
    assert [name for name in copied if not (ROOT / name).exists() or name in ignored] == []


def test_every_variable_of_ours_is_a_setting() -> None:
    from api.settings import SETTINGS

    given = {name for service in SERVICES.values() for name in service.get("environment", {})}
    given |= set(re.findall(r"WRAPAROUND_\w+", "\n".join(lines_of("ENV") + DOCKERFILE)))
    known = {each.variable for each in SETTINGS}
    assert {name for name in given if name.startswith("WRAPAROUND_")} - known == set()
