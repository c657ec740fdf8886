"""What goes wrong is said in one sentence on standard error, with a status, before anything is done."""

from __future__ import annotations

import socket
import sqlite3

import pytest

from tests.api.cli.terminal import Terminal

NOBODY = "00000000-0000-4000-8000-000000000000"
REFUSED = [
    ("wraparound import nothing.json --source a", 1, "no readable file or folder at nothing.json"),
    ("wraparound import words.txt --source a", 1, "none of the formats"),
    ("wraparound import cut.json --source a", 1, "stops in the middle of a record. Nothing was changed"),
    ("wraparound import data/sample --source sample --format icarol", 1, "is not in the format icarol"),
    ("wraparound import data/sample --source '?'", 1, "cannot name a source"),
    ("wraparound import data/sample --source a --report words.txt/r.json", 1, "report cannot be written"),
    ("wraparound import data/sample", 2, "Missing option '--source'"),
    ("wraparound search food --need child_care", 1, "did you mean 'childcare'?"),
    ("wraparound search food --near Xyzzyville", 1, "No place is known as 'Xyzzyville'"),
    ("wraparound search food --radius=-3", 2, "is not in the range"),
    ("wraparound match", 1, "Give at least one need"),
    ("wraparound serch food", 2, "Did you mean 'search'?"),
    ("wraparound export --out nowhere/x.ndjson", 1, "No such file or directory"),
    ("wraparound outbox replay 99", 1, "no buried message 99"),
    ("wraparound clients add x --scope everything", 1, "'everything' is not one of"),
    (f"wraparound clients add x --scope services:write --organization {NOBODY}", 1, "no organization"),
    (f"wraparound users add a@example.org --name A --role agency --organization {NOBODY}", 1, "no organization"),
    ("wraparound refer --as nobody@example.org list", 1, "do not go together"),
    ("wraparound relevance --scenarios words.txt --out x.tsv", 1, "is not JSON"),
]


@pytest.mark.parametrize(("line", "status", "words"), REFUSED, ids=[line for line, _, _ in REFUSED])
def test_refusal_is_one_sentence_on_standard_error(
    empty_terminal: Terminal, line: str, status: int, words: str
) -> None:
    (empty_terminal.folder / "words.txt").write_text("good morning\n", encoding="utf-8")
    (empty_terminal.folder / "cut.json").write_text('[{"id": "1", "name":', encoding="utf-8")
    empty_terminal.answers = "a password of some length\n" * 2
    printed = empty_terminal(line)
    said = printed.error.splitlines()[-1]
    assert (printed.status, said.startswith("Error: ")) == (status, True), printed
    assert words in said


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("WRAPAROUND_DATABSE_URL", "x", "there is no such setting"),
        ("WRAPAROUND_DATA_DIR", "/nowhere", "no needs/needs.csv"),
        ("WRAPAROUND_LOG_LEVEL", "loud", "say debug, info, warning or error"),
        ("WRAPAROUND_SESSION_HOURS", "-1", "whole number, 1 or more"),
        ("WRAPAROUND_TRUSTED_PROXIES", "many", "whole number, 0 or more"),
        ("WRAPAROUND_PUBLIC_URL", "example.org", "http://"),
        ("WRAPAROUND_SIGN_IN_LIMIT", "often", "couldn't parse"),
        ("WRAPAROUND_GEOCODER_OPTIONS", "{", "say a JSON object"),
        ("WRAPAROUND_SEARCH_URL", "http://127.0.0.1:9200", "embedded index only"),
        ("WRAPAROUND_SECRET_KEY", "short", "at least 32 characters"),
    ],
)
def test_setting_that_cannot_be_used_stops_at_the_start(
    empty_terminal: Terminal, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str
) -> None:
    monkeypatch.setenv(variable, value)
    printed = empty_terminal("wraparound search food")
    assert (printed.status, printed.output) == (2, "")
    assert f"Error: {variable}" in printed.error
    assert words in printed.error


def test_database_of_a_newer_program_is_left_alone(terminal: Terminal) -> None:
    with sqlite3.connect(terminal.folder / "var" / "wraparound.sqlite") as connection:
        connection.execute("UPDATE directory_version SET version_num = '9999'")
    connection.close()
    printed = terminal("wraparound search food")
    assert (printed.status, "newer program" in printed.error) == (1, True)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_port_in_use_is_said_at_once(empty_terminal: Terminal, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        printed = empty_terminal(f"wraparound {command} --port {taken.getsockname()[1]}")
    assert (printed.status, "Address already in use" in printed.error) == (1, True)


def test_report_that_cannot_be_written_is_noticed_before_anything_is_stored(empty_terminal: Terminal) -> None:
    (empty_terminal.folder / "file").touch()
    empty_terminal("wraparound import data/sample --source sample --report file/r.json")
    assert "sample" not in empty_terminal("wraparound imports").output
