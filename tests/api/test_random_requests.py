"""Requests made at random from the OpenAPI document: never a fault of ours, and always an answer that the document foresees.

Bounded: a few hundred requests, drawn the same way in every run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.auth.scopes import Scope
from tests.api.cast import MESA
from tests.api.world import World, copied

EXAMPLES = 10
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
BOUNDED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def random_world(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = copied(imported, tmp_path_factory.mktemp("random"))
    yield made
    made.services.close()


def operations(world: World) -> list[Any]:
    document: Any = schemathesis.openapi.from_wsgi("/openapi.json", world.app)
    return [found.ok() for found in document.get_all_operations()]


def ask_at_random(operation: Any, headers: dict[str, str]) -> int:
    """How many requests were made."""
    asked = 0

    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        case.call_and_validate(headers=headers, checks=CHECKS)

    BOUNDED(given(case=operation.as_strategy())(ask))()
    return asked


def test_no_random_request_breaks_the_server_or_the_document(random_world: World) -> None:
    may_do_anything = random_world.system("everything", frozenset(Scope), MESA)
    asked = [
        ask_at_random(operation, {} if operation.path.startswith("/oauth") else may_do_anything)
        for operation in operations(random_world)
    ]
    assert sum(asked) > 150
