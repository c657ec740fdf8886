"""The demo: people who can sign in, an agency that has what the sample search looks for, nothing outside its folder."""

from __future__ import annotations

import json

import pytest

from tests.api.cli.terminal import Terminal

PREPARE = "wraparound demo --prepare-only"


def sign_ins(terminal: Terminal) -> list[dict[str, str]]:
    kept: list[dict[str, str]] = json.loads((terminal.folder / "var/demo/sign-ins.json").read_bytes())
    return kept


def may_sign_in(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, person: dict[str, str]) -> bool:
    database = terminal.folder / "var/demo/wraparound.sqlite"
    with monkeypatch.context() as patch:
        patch.setenv("WRAPAROUND_DATABASE_URL", f"sqlite:///{database}")
        terminal.answers = f"{person['password']}\n"
        return terminal(f"wraparound refer --as {person['email']} list").status == 0


def test_demo_from_first_to_interrupted_start(empty_terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    first = empty_terminal(PREPARE)
    assert first.status == 0
    assert "/?q=evening+childcare&near=87105" in first.output
    people = sign_ins(empty_terminal)
    assert {one["role"] for one in people} == {"coach", "agency", "steward"}
    assert all(one["password"] in first.output for one in people)

    database = f"sqlite:///{empty_terminal.folder / 'var/demo/wraparound.sqlite'}"
    (agency,) = [one for one in people if one["role"] == "agency"]
    with monkeypatch.context() as patch:
        patch.setenv("WRAPAROUND_DATABASE_URL", database)
        found = json.loads(empty_terminal("wraparound search evening childcare --near 87105 --limit 1 --json").output)
    assert agency["organization_id"] in json.dumps(found)

    written = {path.name for path in empty_terminal.folder.iterdir()} - {"data"}
    assert written == {"var"}
    assert [path.name for path in (empty_terminal.folder / "var").iterdir()] == ["demo"]

    second = empty_terminal(PREPARE)
    assert "Importing" not in second.error, "a second start imports nothing"
    assert second.output == first.output

    (empty_terminal.folder / "var/demo/sign-ins.json").unlink()
    empty_terminal(PREPARE)
    (coach,) = [one for one in sign_ins(empty_terminal) if one["role"] == "coach"]
    assert may_sign_in(empty_terminal, monkeypatch, coach), "nobody is locked out when the file was lost"
