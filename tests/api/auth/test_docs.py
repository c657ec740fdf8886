"""docs/accounts.md says what the code does."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from api.auth import errors as auth_errors
from api.auth.scopes import SCOPES_OF_ROLE, SENTENCES
from api.store import errors as store_errors

DOCS = (Path(__file__).parents[3] / "docs" / "accounts.md").read_text(encoding="utf-8")


def rows_under(header: str) -> list[list[str]]:
    lines = DOCS.split(header, 1)[1].splitlines()[2:]
    table = lines[: next((n for n, line in enumerate(lines) if not line.startswith("|")), len(lines))]
    return [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in table]


def codes(module: ModuleType, root: type[Exception]) -> set[str]:
    classes = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, root)]
    return {each.code for each in classes if each is not root}  # type: ignore[attr-defined]


def test_scopes_in_the_docs_are_those_in_the_code() -> None:
    assert rows_under("| scope | lets |") == [[str(scope), sentence] for scope, sentence in SENTENCES.items()]


def test_roles_in_the_docs_are_those_in_the_code() -> None:
    code = [[str(role), " ".join(sorted(scopes))] for role, scopes in SCOPES_OF_ROLE.items()]
    assert rows_under("| role | scopes |") == code


def test_every_error_code_is_explained_and_no_other() -> None:
    expected = codes(auth_errors, auth_errors.AuthError) | codes(store_errors, store_errors.IdempotencyError)
    assert {row[0] for row in rows_under("| code | when |")} == expected
