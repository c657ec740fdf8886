"""`wraparound search`: listings by words, need and place."""

from __future__ import annotations

import click

from api.cli.needs import known_needs
from api.cli.printing import how_to_reach, print_json, where_and_when
from api.cli.services import opened
from api.v1.listing_shapes import page_of
from directory.geography.point import Circle
from directory.search.query import Hit, ListingQuery, Sort


@click.command("search")
@click.argument("words", nargs=-1)
@click.option("--need", "needs", multiple=True, help="A need code, such as childcare; repeat for any of several.")
@click.option("--near", metavar="PLACE", help="A ZIP code, or a city with its state.")
@click.option(
    "--radius", default=10.0, show_default=True, type=click.FloatRange(0.1, 500), help="Miles around the place."
)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="How many.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(
    words: tuple[str, ...], needs: tuple[str, ...], near: str | None, radius: float, limit: int, as_json: bool
) -> None:
    """Search the directory, for example: wraparound search evening childcare --near 87105."""
    with opened() as services:
        known_needs(services.catalogue, needs)
        place = services.place_finder.find(near) if near else None
        query = ListingQuery(
            words=" ".join(words),
            needs=needs,
            within=Circle(place.point.latitude, place.point.longitude, radius) if place else None,
            area_keys=place.area_keys if place else (),
            sort=Sort.RELEVANCE if words or not place else Sort.DISTANCE,
            limit=limit,
        )
        page = services.index.search(query)
    if as_json:
        print_json(page_of(page, query))
        return
    click.echo(f"{page.total} listings")
    for hit in page.hits:
        _print_hit(hit)


def _print_hit(hit: Hit) -> None:
    click.echo(f"\n{hit.listing.name} · {hit.listing.organization_name}")
    click.echo(f"  {where_and_when(hit.listing, hit.distance_miles)}\n  {how_to_reach(hit.listing)}")
