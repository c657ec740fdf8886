"""What a coach fills in to refer somebody: fields, checks, and the values that the use cases take.

Not for: the order of the pages (`refer_page.py`). The decision a reader would ask about: all answers travel from page to page
as fields of the form itself. Nothing about the client is in an address, a cookie or on the server before the last button.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from directory.errors import FieldProblem
from directory.needs.values import Need
from referrals.consent import SENSITIVE_CLASS, ConsentGiven, classes_of_need
from referrals.model import ConsentMethod, DataClass, GivenBy, Identity
from referrals.use_cases.create import Draft, KnownClient, NewClient

NEW_CLIENT = "new"

GIVEN_BY = {
    GivenBy.CLIENT: "The person themself",
    GivenBy.GUARDIAN: "A parent or guardian",
    GivenBy.REPRESENTATIVE: "Somebody who may act for them",
}
METHODS = {
    ConsentMethod.VERBAL: "They said so",
    ConsentMethod.WRITTEN: "They signed a form",
    ConsentMethod.ELECTRONIC: "They agreed on a screen or by message",
}
CLASS_WORDS = {
    DataClass.CONTACT: (
        "Name, phone and e-mail",
        "Without it the agency cannot call; give the person the phone number instead.",
    ),
    DataClass.NEEDS: ("What help is asked for", "Without it the agency sees only that somebody was referred."),
    DataClass.HEALTH_RELATED: (
        "That the need concerns recovery or health",
        "Protected by 42 CFR Part 2: the person's written consent must name it.",
    ),
    DataClass.VIOLENCE_RELATED: (
        "That the need concerns safety from somebody",
        "Protected by the Violence Against Women Act: share it only if the person wants that.",
    ),
}
_FIELDS = ("need", "agreed", "given_by", "method", "client", "name", "phone", "email", "external_id", "form_id")


@dataclass(frozen=True, slots=True)
class ReferAnswers:
    """The fields as typed. `share` are values of `DataClass`."""

    typed: Mapping[str, str]
    share: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.typed.get(name, "")

    @property
    def is_new_client(self) -> bool:
        """Whether a new client is described, rather than one of before."""
        return self["client"] in ("", NEW_CLIENT)

    def pairs(self) -> list[tuple[str, str]]:
        """All fields, to travel to the next page."""
        return [*self.typed.items(), *(("share", one) for one in self.share)]

    def draft(self, need: Need, service_id: str, location_id: str | None) -> Draft:
        """The referral to make. The id of the form stands for the client where the coach has no id of their own: sending
        the same form twice then means the same client."""
        identity = Identity(self["name"], self["email"], self["phone"])
        external_id = self["external_id"] or f"form:{self['form_id']}"
        client = NewClient(identity, external_id) if self.is_new_client else KnownClient(self["client"])
        return Draft(client=client, need=need, service_id=service_id, location_id=location_id)

    def consent(self) -> ConsentGiven:
        """The client's yes."""
        return ConsentGiven(
            given_by=GivenBy(self["given_by"]),
            method=ConsentMethod(self["method"]),
            data_classes=frozenset(DataClass(one) for one in self.share),
        )


def read_answers(form: MultiDict[str, str], need: str) -> ReferAnswers:
    """The fields of the form; at the first page none is there yet."""
    typed = {name: form.get(name, "").strip()[:300] for name in _FIELDS if form.get(name, "").strip()}
    typed.setdefault("need", need)
    typed.setdefault("form_id", str(uuid4()))
    known = {each.value for each in CLASS_WORDS}
    return ReferAnswers(typed, tuple(one for one in dict.fromkeys(form.getlist("share")) if one in known))


def classes_offered(need: Need | None) -> list[tuple[str, str, str]]:
    """What can be shared for this need: value, label, help."""
    offered = [DataClass.CONTACT, DataClass.NEEDS]
    if need and need.sensitive:
        offered.append(SENSITIVE_CLASS.get(need.sensitive, DataClass.HEALTH_RELATED))
    return [(one.value, *CLASS_WORDS[one]) for one in offered]


def is_shared(need: Need, answers: ReferAnswers) -> bool:
    """Whether the agency will be able to read which need it is."""
    return classes_of_need(need.sensitive) <= frozenset(DataClass(one) for one in answers.share)


def consent_problems(answers: ReferAnswers, need: Need | None) -> tuple[FieldProblem, ...]:
    """What is missing on the page of consent."""
    found = []
    if need is None:
        found.append(FieldProblem("need", "Choose what help the referral is for."))
    if answers["agreed"] not in ("yes", "no"):
        found.append(FieldProblem("agreed", "Say whether the person agreed."))
    if answers["agreed"] == "no":
        return tuple(found)
    if answers["given_by"] not in set(GivenBy):
        found.append(FieldProblem("given_by", "Say who agreed."))
    if answers["method"] not in set(ConsentMethod):
        found.append(FieldProblem("method", "Say how they agreed."))
    elif need and need.sensitive == "part2" and answers["method"] == ConsentMethod.VERBAL:
        found.append(
            FieldProblem(
                "method", "42 CFR Part 2 asks for consent in writing or on a screen. Ask the person to sign first."
            )
        )
    if not answers.share:
        found.append(FieldProblem("share", "Choose at least one thing that the person agreed to share."))
    return tuple(found)


def person_problems(answers: ReferAnswers) -> tuple[FieldProblem, ...]:
    """What is missing on the page of the person."""
    if not answers.is_new_client:
        return ()
    found = []
    if not answers["name"]:
        found.append(FieldProblem("name", "Type a name, as the person wants to be called."))
    if answers["email"] and ("@" not in answers["email"] or " " in answers["email"]):
        found.append(FieldProblem("email", "Type an e-mail address such as ana@example.org, or leave it empty."))
    if DataClass.CONTACT in answers.share and not (answers["phone"] or answers["email"]):
        found.append(
            FieldProblem("phone", "Type a phone number or an e-mail address, so that the agency can reach the person.")
        )
    return tuple(found)
