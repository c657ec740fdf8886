"""The errors of matching, one class for each thing a caller can do something about.

MatchingError
├── UnknownNeed              a need code that the catalogue does not have
├── NothingToMatch           neither a need nor words: there is nothing to look for
├── LexiconUnusable          a row of `data/lexicon` cannot be used; names file, row and reason
└── ScenarioUnusable         a judged scenario lacks a field or holds a value that cannot be read
"""

from __future__ import annotations


class MatchingError(Exception):
    """Any error of this floor."""

    code = "matching_error"


class UnknownNeed(MatchingError):
    """A need that the catalogue does not know."""

    code = "unknown_need"

    def __init__(self, need: str, known: tuple[str, ...]) -> None:
        self.need = need
        self.known = known
        super().__init__(f"There is no need {need!r}. Known needs: {', '.join(known)}.")


class NothingToMatch(MatchingError):
    """A request without needs and without words."""

    code = "nothing_to_match"

    def __init__(self) -> None:
        super().__init__("Give at least one need, or say in words what is needed.")


class LexiconUnusable(MatchingError):
    """A lexicon file that cannot be read."""

    code = "lexicon_unusable"

    def __init__(self, file: str, row: int, reason: str) -> None:
        self.file = file
        self.row = row
        self.reason = reason
        super().__init__(f"{file}, row {row}: {reason}")


class ScenarioUnusable(MatchingError):
    """A judged scenario that cannot be turned into a request."""

    code = "scenario_unusable"

    def __init__(self, scenario: str, field: str, reason: str) -> None:
        self.scenario = scenario
        self.field = field
        self.reason = reason
        super().__init__(f"Scenario {scenario}: {field}: {reason}")
