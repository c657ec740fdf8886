"""`wraparound match`: services for one client, with reasons and near misses."""

from __future__ import annotations

from collections.abc import Sequence

import click

from api.cli.printing import how_to_reach, print_json, where_and_when
from api.cli.services import opened
from api.v1.match_shapes import match_page
from directory.search.listing import Listing
from matching.client import Client, HouseholdMember, MatchRequest, TravelMode
from matching.match import Contribution, MatchResult


@click.command("match")
@click.argument("words", nargs=-1)
@click.option("--need", "needs", multiple=True, help="A need code; repeat for several. Without one the words are read.")
@click.option("--near", metavar="PLACE", help="Where the client lives: a ZIP code, or a city with its state.")
@click.option("--age", type=click.IntRange(0, 120), help="The client's age in years.")
@click.option(
    "--child", "children", multiple=True, type=click.IntRange(0, 120), help="The age of somebody in the household."
)
@click.option("--language", "languages", multiple=True, help="A language of the client, as ISO 639-1, such as es.")
@click.option("--travel", type=click.Choice([mode.value for mode in TravelMode]), help="How the client gets about.")
@click.option("--max-miles", type=click.FloatRange(0.1, 500), help="The farthest that the client can go.")
@click.option("--income", type=click.FloatRange(0, 10000), help="Percent of the federal poverty level.")
@click.option("--situation", "situations", multiple=True, help="A tag, such as single_parent.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50), help="How many.")
@click.option("--explain", is_flag=True, help="Show what every factor gave of how many points.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(
    words: tuple[str, ...],
    needs: tuple[str, ...],
    near: str | None,
    age: int | None,
    children: tuple[int, ...],
    languages: tuple[str, ...],
    travel: str | None,
    max_miles: float | None,
    income: float | None,
    situations: tuple[str, ...],
    limit: int,
    explain: bool,
    as_json: bool,
) -> None:
    """Match a client, for example: wraparound match evening childcare --near 87105 --child 2 --travel transit."""
    with opened() as services:
        client = Client(
            place=services.place_finder.find(near) if near else None,
            age=age,
            household=tuple(HouseholdMember(child) for child in children) if children else None,
            languages=languages,
            income_percent_fpl=income,
            travel=TravelMode(travel) if travel else None,
            max_miles=max_miles,
            situation=situations,
        )
        asked = MatchRequest(client=client, needs=needs, words=" ".join(words), at=services.clock(), limit=limit)
        result = services.matcher.match(asked)
    if as_json:
        print_json(match_page(result, asked, services.catalogue))
    else:
        _print_result(result, explain)


def _print_result(result: MatchResult, explain: bool) -> None:
    click.echo(f"{result.total} services for: {', '.join(need.code for need in result.needs) or 'these words'}")
    for place, match in enumerate(result.matches, 1):
        click.echo(f"\n{place}. {match.listing.name} · {match.listing.organization_name}")
        click.echo(f"   {match.score:.1f} points · {where_and_when(match.listing, match.distance_miles)}")
        click.echo(f"   {how_to_reach(match.listing)}")
        if explain:
            _print_contributions(match.contributions)
        else:
            _print_lines("+", match.reasons)
        _print_lines("?", [match.question] if match.question else [])
    if result.near_misses:
        click.echo("\nAlmost fits:")
        _print_lines("-", [f"{_named(miss.listing)}: {miss.reason} {miss.change}" for miss in result.near_misses])
    _print_lines("!", result.notices)


def _print_contributions(contributions: Sequence[Contribution]) -> None:
    for one in contributions:
        click.echo(f"   {one.points:5.1f} of {one.weight:2.0f}  {one.factor}: {one.sentence}")


def _named(listing: Listing) -> str:
    return f"{listing.name} · {listing.organization_name}"


def _print_lines(mark: str, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        click.echo(f"   {mark} {sentence}")
