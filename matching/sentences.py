"""Every English sentence that matching says, in one place, so that a translation has one file to follow.

Not for: choosing which to say (rules, factors, `explain.py`). The decision a reader would ask about: a sentence is a
pattern with named facts, never glued from halves, because halves do not survive translation.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.facts.values import AgeRange, OpenPeriod, Population

_ENGLISH = {
    "availability.yes": "It is open to referrals.",
    "availability.no": "It may not be referred to: {status}.",
    "age.yes": "Takes {limits}.",
    "age.no": "Takes {limits} only.",
    "age.unknown": "Takes {limits}; the age is not known.",
    "age.silent": "No age limit is stated.",
    "age.question": "How old is the person this is for?",
    "age.change": "It would take somebody aged {age}.",
    "age.change_child": "It would take a child aged {age}.",
    "gender.yes.female": "Serves women.",
    "gender.yes.male": "Serves men.",
    "gender.no.female": "Serves women only.",
    "gender.no.male": "Serves men only.",
    "gender.unknown.female": "Serves women only.",
    "gender.unknown.male": "Serves men only.",
    "gender.silent": "No limit to women or men is stated.",
    "gender.question": "Is it right for the person this is for: {gender} only?",
    "gender.change.female": "It would take a woman.",
    "gender.change.male": "It would take a man.",
    "population.yes": "Is for {groups}, which fits.",
    "population.no": "Takes only {groups}.",
    "population.unknown": "Takes only {groups}; nothing says that this fits.",
    "population.silent": "No limit to particular groups is stated.",
    "population.question": "Does this apply to the client: {group}?",
    "population.change": "It would take this client if this applied: {group}.",
    "residence.yes": "Takes residents of {areas}.",
    "residence.no": "Takes residents of {areas} only.",
    "residence.unknown": "Takes residents of {areas} only; where the client lives does not settle it.",
    "residence.silent": "No rule on where one must live is stated.",
    "residence.question": "Does the client live in {areas}?",
    "residence.change": "It would take this client with an address in {areas}.",
    "area.yes": "Works where the client lives.",
    "area.no": "Works only in {areas}.",
    "area.unknown": "Works in {areas}; whether that holds the client's place is not known.",
    "area.silent": "The area that it works in is not stated.",
    "area.question": "Does it work where the client lives ({areas})?",
    "income.yes": "The income is within its limit of {limit}% of the poverty level.",
    "income.no": "The income is above its limit of {limit}% of the poverty level.",
    "income.unknown": "Has an income limit of {limit}% of the poverty level.",
    "income.silent": "No income limit is stated.",
    "income.question": "Is the household's income at or below {limit}% of the poverty level?",
    "income.change": "It would take this client with an income at or below {limit}% of the poverty level.",
    "distance.yes": "It is {miles} away, within the {limit} miles that the client can go.",
    "distance.no": "It is {miles} away; the client can go {limit} miles.",
    "distance.unknown": "It is about {miles} away; the client can go {limit} miles.",
    "distance.only": "It is {miles} away.",
    "distance.no_place": "How far it is cannot be said.",
    "distance.silent": "No journey is needed, or where it is is not stated.",
    "distance.question": "Can the client get there?",
    "distance.question_place": "Where does the client live?",
    "distance.change": "It would fit if the client could go {miles} miles.",
    "time.yes": "It is open when the client can come.",
    "time.no": "It is never open at the hours asked for.",
    "time.unknown": "Its published hours do not meet the client's.",
    "time.not_asked": "When the client can come was not said.",
    "time.silent": "Its hours are not known, or are by appointment.",
    "time.question": "Can somebody be reached when the client is free?",
    "time.change": "It would fit {period}.",
    "language.yes": "Help is given in a language that the client speaks.",
    "language.no": "Help is given in {languages} only.",
    "language.unknown": "Help is listed in {languages}; the client's language is not among them.",
    "language.only": "Help is listed in {languages}.",
    "language.silent": "Languages are not listed.",
    "language.question": "Is there somebody, or an interpreter, who speaks the client's language?",
    "language.change": "It would take somebody who speaks {languages}.",
    # Factors: what each found.
    "need_fit.main": "Is for this need: {need}.",
    "need_fit.part": "This need is part of what it does: {need}.",
    "need_fit.passing": "Mentions this need: {need}.",
    "need_fit.several": "Helps with several needs: {needs}.",
    "need_fit.none": "Found by its words, not by its categories.",
    "subject.yes": "Names {subjects}.",
    "subject.no": "Is about something else than was asked within this need.",
    "subject.not_asked": "Nothing finer than the need was asked for.",
    "subject.unknown": "Whether it deals with exactly what was asked is not said.",
    "words.yes": "Its description shares words with the request.",
    "words.no": "Its description shares few words with the request.",
    "eligibility.yes": "Its rules take this client.",
    "eligibility.made_for": "Made for {groups}.",
    "eligibility.open": "Open to everybody.",
    "eligibility.asks": "Some of its rules are still to be checked.",
    "eligibility.unlikely": "It is meant for others: {groups}.",
    "eligibility.outside": "It usually works in another area.",
    "eligibility.silent": "States no rules on whom it takes.",
    "travel.remote": "Help comes by phone, online or to the home.",
    "travel.miles": "{miles} away.",
    "travel.minutes": "{miles} away, about {minutes} minutes {mode}.",
    "travel.unknown": "Where it is is not known.",
    "open.cover": "Open for all the hours asked for, until {closes}.",
    "open.cover_part": "Open for part of the hours asked for.",
    "open.period": "Open {period}, when the client can come.",
    "open.always": "Open around the clock.",
    "open.never": "Its published hours do not meet the client's.",
    "open.appointment": "By appointment.",
    "open.unknown": "Its hours are not known.",
    "open.not_asked": "When the client can come was not said.",
    "spoken.not_asked": "Which languages the client speaks was not said.",
    "spoken.yes": "Help in {languages}.",
    "spoken.interpreter": "An interpreter is offered.",
    "spoken.no": "The client's language is not listed.",
    "spoken.unknown": "Languages are not listed.",
    "intake.walk_in": "Walk in without an appointment.",
    "intake.call": "Call first.",
    "intake.apply": "By appointment or application.",
    "intake.referral": "Somebody has to refer the client.",
    "intake.unknown": "How to get in is not stated.",
    "cost.free": "Free.",
    "cost.sliding": "Pay on a sliding scale.",
    "cost.insurance": "Paid by insurance.",
    "cost.fee": "Costs money.",
    "cost.fee_amount": "Costs from ${amount}.",
    "cost.unknown": "What it costs is not stated.",
    "access.yes": "Wheelchair accessible.",
    "access.no": "Not wheelchair accessible.",
    "access.unknown": "Wheelchair access is not stated.",
    "access.not_asked": "Wheelchair access was not asked for.",
    "fresh.checked": "Last checked in {year}.",
    "fresh.unknown": "When it was last checked is not known.",
    "room.yes": "Has room.",
    "room.no": "Is full.",
    "room.waiting": "Has a waiting list.",
    "room.unknown": "Whether it has room is not known.",
    # What the answer as a whole says.
    "notice.no_needs": "No need was recognised in these words, so listings were searched by the words themselves.",
    "notice.no_place": "The client's place is not known, so distance could not be weighed.",
    "notice.widened": "Little was found near by, so the search went out to {miles} miles.",
    "notice.nothing": "Nothing was found that takes this client.",
}

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MODES = {"car": "by car", "transit": "by bus or train", "walk": "on foot"}
_LANGUAGES = {
    "en": "English", "es": "Spanish", "fr": "French", "am": "Amharic", "zh": "Chinese", "vi": "Vietnamese",
    "ht": "Haitian Creole", "ar": "Arabic", "ko": "Korean", "pt": "Portuguese", "ru": "Russian", "tl": "Tagalog",
    "pl": "Polish", "so": "Somali", "fa": "Persian", "ur": "Urdu", "hi": "Hindi", "bn": "Bengali", "ja": "Japanese",
    "ti": "Tigrinya", "de": "German", "it": "Italian", "uk": "Ukrainian", "sw": "Swahili", "ase": "American Sign Language",
}  # fmt: skip
_POPULATIONS = {
    Population.ACTIVE_MILITARY: "active military and their families",
    Population.HOMELESS: "people without a home",
    Population.REENTRY: "people returning from jail or prison",
    Population.PREGNANT: "pregnant people",
    Population.DISABILITY: "people with a disability",
    Population.DEVELOPMENTAL_DISABILITY: "people with a developmental disability",
    Population.BLIND: "blind people",
    Population.DEAF: "deaf people",
    Population.MENTAL_ILLNESS: "people with a mental illness",
    Population.SUBSTANCE_USE: "people with a substance use problem",
    Population.HIV: "people living with HIV",
    Population.DOMESTIC_VIOLENCE: "survivors of domestic violence",
    Population.SEXUAL_ASSAULT: "survivors of sexual assault",
    Population.YOUTH: "young people",
    Population.UNEMPLOYED: "people out of work",
    Population.DISLOCATED_WORKER: "people who were laid off",
    Population.FOSTER_CARE: "people from foster care",
    Population.LGBTQ: "LGBTQ people",
    Population.MEMBERS: "members",
    Population.BENEFIT_RECIPIENT: "people who receive public benefits",
    Population.CRIME_VICTIM: "victims of crime",
    Population.NATIVE_AMERICAN: "Native Americans",
    Population.ILLNESS: "people with a certain illness",
    Population.PARENT: "parents with a child at home",
}


def say(key: str, **facts: object) -> str:
    """The sentence with its facts filled in. Raises `KeyError` for a key that does not exist: a fault of ours."""
    return _ENGLISH[key].format(**facts)


def spoken_range(limits: AgeRange) -> str:
    """ "ages 5 to 14", "age 55 and older", "children from 2 weeks to 5 years"."""
    low, high = limits.minimum, limits.maximum
    if low is not None and 0 < low < 1:
        return (
            f"children from {_spoken_age(low)} on"
            if high is None
            else f"children from {_spoken_age(low)} to {high:g} years"
        )
    if low is not None and high is not None:
        return f"age {low:g}" if low == high else f"ages {low:g} to {high:g}"
    if low is not None:
        return f"age {low:g} and older"
    return "all ages" if high is None else f"up to age {high:g}"


def _spoken_age(years: float) -> str:
    """An age under a year as records write it: in weeks when they are whole, else in months."""
    weeks = years * 365.25 / 7
    if weeks < 12 and abs(weeks - round(weeks)) < 0.2:
        return f"{round(weeks)} weeks"
    months = years * 12
    return f"{weeks:.0f} weeks" if months < 2 else f"{months:.0f} months"


def spoken_population(population: Population) -> str:
    """One group as people say it."""
    return _POPULATIONS.get(population, f"{population.value.replace('_', ' ')}s")


def spoken_populations(populations: Sequence[Population]) -> str:
    """Several groups, any of which counts."""
    return spoken_list([spoken_population(one) for one in populations], "or")


def spoken_areas(keys: Sequence[str], names: Sequence[str]) -> str:
    """Area keys as people say them: "DC", "ZIP 20010", or the record's own names where there are any."""
    if names:
        return spoken_list([name.title() for name in names], "or")
    return spoken_list([_spoken_key(key) for key in keys[:4]], "or")


def _spoken_key(key: str) -> str:
    kind, _, rest = key.partition(":")
    if kind == "zip":
        return f"ZIP {rest}"
    if kind == "county":
        return f"county {rest}"
    if kind == "city":
        state, _, city = rest.partition(":")
        return f"{city.title()}, {state}"
    return rest or "the United States"


def spoken_languages(codes: Sequence[str]) -> str:
    """Language names; a code that we have no name for stays a code."""
    return spoken_list([_LANGUAGES.get(code, code) for code in codes], "and")


def spoken_miles(miles: float) -> str:
    """One decimal; below a tenth of a mile there is no honest figure."""
    return "less than 0.1 miles" if miles < 0.1 else "1 mile" if f"{miles:.1f}" == "1.0" else f"{miles:.1f} miles"


def spoken_mode(mode: str) -> str:
    """How the client travels."""
    return _MODES[mode]


def spoken_clock(minutes: int) -> str:
    """Minutes after midnight as "9 am", "5:30 pm", "midnight"."""
    hour, minute = divmod(minutes % 1440, 60)
    if (hour, minute) in {(0, 0), (12, 0)}:
        return "midnight" if hour == 0 else "noon"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02d}' if minute else ''} {'am' if hour < 12 else 'pm'}"


def spoken_period(period: OpenPeriod, days: Sequence[int] = ()) -> str:
    """ "Tuesdays from 5 pm until 9 pm"; with further days of the same hours "Monday to Friday from 9 am until 5 pm"."""
    hours = f"from {spoken_clock(period.opens)} until {spoken_clock(period.closes)}"
    return f"{spoken_days(days or (period.day,))} {hours}"


def spoken_days(days: Sequence[int]) -> str:
    """ "Mondays", "Monday to Friday", "Mondays and Saturdays"; days in order, Monday 0."""
    if len(days) == 7:
        return "every day"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    return spoken_list([f"{DAYS[day]}s" for day in days], "and")


def spoken_list(parts: Sequence[str], word: str) -> str:
    """ "a", "a or b", "a, b or c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
