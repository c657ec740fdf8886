"""The facts that can be read from a listing. Values only: no reading, no judging.

Every fact is three-valued: yes, no or unknown. An empty tuple or None means *unknown*, never "no limit";
"no limit" is said by `open_to_all`. Each fact keeps the words it came from in `evidence`. They are structs of msgspec and no
dataclasses, because dozens are made for a listing: such a one is made in a fifth of the time and encoded in two thirds.
They refer to nothing in a circle, so the garbage collector need not walk through them (`gc=False`).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct


class Tri(StrEnum):
    """Yes, no or unknown."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Evidence(Struct, frozen=True, omit_defaults=True, gc=False):
    """The words a fact came from. `fact` names the fact ("ages", "gender", "cost"), `field` the HSDS path of the words."""

    fact: str
    field: str
    words: str


class AgeRange(Struct, frozen=True, omit_defaults=True, gc=False):
    """Ages in years, both ends included as people say it ("5-14" takes a child until the 15th birthday)."""

    minimum: float | None = None
    maximum: float | None = None


class AgesOf(StrEnum):
    """Whose age a range speaks of: the person asking, or the child they ask for."""

    CLIENT = "client"
    CHILD = "child"


class Gender(StrEnum):
    """A sex or gender that a service is limited to."""

    FEMALE = "female"
    MALE = "male"


class Population(StrEnum):
    """Groups that a service may be limited to, or made for."""

    VETERAN = "veteran"
    ACTIVE_MILITARY = "active_military"
    HOMELESS = "homeless"
    REENTRY = "reentry"
    PREGNANT = "pregnant"
    PARENT = "parent"
    SENIOR = "senior"
    YOUTH = "youth"
    DISABILITY = "disability"
    DEVELOPMENTAL_DISABILITY = "developmental_disability"
    BLIND = "blind"
    DEAF = "deaf"
    MENTAL_ILLNESS = "mental_illness"
    SUBSTANCE_USE = "substance_use"
    HIV = "hiv"
    DOMESTIC_VIOLENCE = "domestic_violence"
    SEXUAL_ASSAULT = "sexual_assault"
    IMMIGRANT = "immigrant"
    REFUGEE = "refugee"
    STUDENT = "student"
    UNEMPLOYED = "unemployed"
    DISLOCATED_WORKER = "dislocated_worker"
    FOSTER_CARE = "foster_care"
    CAREGIVER = "caregiver"
    LGBTQ = "lgbtq"
    MEMBERS = "members"
    BENEFIT_RECIPIENT = "benefit_recipient"
    CRIME_VICTIM = "crime_victim"
    ILLNESS = "illness"
    NATIVE_AMERICAN = "native_american"


class Eligibility(Struct, frozen=True, omit_defaults=True, gc=False):
    """Who a service takes.

    `ages`: the client must fall in at least one. `required`: the client must belong to at least one of these groups.
    `focus`: groups the service is made for without shutting others out. `residence`: area keys ("state:DC"), at least
    one must contain the client's place; `residence_names`: names that could not be resolved ("ward 7").
    `income_limit_percent_fpl`: percent of the federal poverty level. `open_to_all`: the record says that nobody is
    shut out. `other`: conditions in words that no field above holds. `residents_served`: area keys of those whom the
    description says it serves ("for DC residents"), which is a hint and no rule. `together`: groups that one must belong to all of
    ("blinded veterans", "parents who are unemployed"). `also_required`: beside
    `required`, one of each of these ("immigrant families, must have a child"). `without_children`: nobody who brings children ("women without children").
    """

    ages: tuple[AgeRange, ...] = ()
    ages_of: AgesOf = AgesOf.CLIENT
    gender: Gender | None = None
    required: tuple[Population, ...] = ()
    focus: tuple[Population, ...] = ()
    residence: tuple[str, ...] = ()
    residence_names: tuple[str, ...] = ()
    income_limit_percent_fpl: float | None = None
    low_income: Tri = Tri.UNKNOWN
    open_to_all: bool = False
    other: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    residents_served: tuple[str, ...] = ()
    together: tuple[Population, ...] = ()
    without_children: bool = False
    also_required: tuple[tuple[Population, ...], ...] = ()


class OpenPeriod(Struct, frozen=True, omit_defaults=True, gc=False):
    """Open on `day` (Monday 0 … Sunday 6) from `opens` to `closes`, minutes after that day's midnight.

    `closes` is greater than `opens` and passes 1440 when the period runs over midnight. `weeks_of_month` limits it to
    the nth such day of a month (1…5, -1 the last); empty means every week.
    """

    day: int
    opens: int
    closes: int
    weeks_of_month: tuple[int, ...] = ()


class Hours(Struct, frozen=True, omit_defaults=True, cache_hash=True):
    """When a service is open, in its own time zone. `closed_on` and the validity dates come from dated schedules."""

    periods: tuple[OpenPeriod, ...] = ()
    always_open: bool = False
    by_appointment: bool = False
    closed_on: tuple[date, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    words: str = ""


class CostKind(StrEnum):
    """How a service is paid for."""

    FREE = "free"
    SLIDING_SCALE = "sliding_scale"
    FEE = "fee"
    INSURANCE = "insurance"
    UNKNOWN = "unknown"


class Cost(Struct, frozen=True, omit_defaults=True, gc=False):
    """What it costs. Several kinds may hold ("sliding scale, Medicaid"); `amount_dollars` is the lowest that is named."""

    kinds: tuple[CostKind, ...] = ()
    amount_dollars: float | None = None
    evidence: tuple[Evidence, ...] = ()


class Languages(Struct, frozen=True, omit_defaults=True, gc=False):
    """ISO 639-1 codes (639-3 where there is none) in which the service is given; `interpretation`: others by interpreter."""

    codes: tuple[str, ...] = ()
    interpretation: Tri = Tri.UNKNOWN
    evidence: tuple[Evidence, ...] = ()


class Intake(Struct, frozen=True, omit_defaults=True, gc=False):
    """How to get in."""

    walk_in: Tri = Tri.UNKNOWN
    appointment: Tri = Tri.UNKNOWN
    phone: Tri = Tri.UNKNOWN
    online: Tri = Tri.UNKNOWN
    referral_required: Tri = Tri.UNKNOWN
    documents: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Delivery(StrEnum):
    """Where the help happens."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    ONLINE = "online"
    AT_HOME = "at_home"


class AvailabilityStatus(StrEnum):
    """Whether a service may be offered at all. Only OPEN may."""

    OPEN = "open"
    INACTIVE = "inactive"
    TEMPORARILY_CLOSED = "temporarily_closed"
    DO_NOT_REFER = "do_not_refer"
    ENDED = "ended"


class Availability(Struct, frozen=True, omit_defaults=True, gc=False):
    """Whether it may be offered, and the words that say so."""

    status: AvailabilityStatus = AvailabilityStatus.OPEN
    evidence: tuple[Evidence, ...] = ()


class Capacity(Struct, frozen=True, omit_defaults=True, gc=False):
    """Room for one more client: yes, no or unknown, since when, and whether there is a waiting list."""

    has_room: Tri = Tri.UNKNOWN
    waiting_list: Tri = Tri.UNKNOWN
    updated: date | None = None
    words: str = ""
