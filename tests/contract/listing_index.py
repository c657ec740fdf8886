"""What every search engine must do. A second engine adds one fixture in `test_listing_index.py` and no test.

The listings are those of `listing_cast.py`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import structs

from directory.errors import InvalidQuery
from directory.geography.point import Box, Circle, Point
from directory.search.analysis import Analyzer
from directory.search.listing import Listing
from directory.search.protocol import ListingIndex, ListingWriter
from directory.search.query import FacetName, Filter, ListingQuery, Sort
from tests.contract.brute_force import expected_ids, miles
from tests.contract.listing_cast import BRIGHT_START, CASA_LATINA, CAST, DC, DC_KEYS, WARD_8_FOOD, a_listing, fits
from tests.contract.random_listings import directories, queries


class Engine(Protocol):
    """An engine under test: empty at first; what is written shows when `writing` ends."""

    index: ListingIndex
    analyzer: Analyzer

    def writing(self) -> AbstractContextManager[ListingWriter]:
        """A writer whose changes are visible once the block is left."""
        ...


def by_service(listings: tuple[Listing, ...] | list[Listing]) -> list[tuple[str, list[Listing]]]:
    grouped: dict[str, list[Listing]] = {}
    for listing in listings:
        grouped.setdefault(listing.service_id, []).append(listing)
    return list(grouped.items())


def write(engine: Engine, *listings: Listing) -> None:
    with engine.writing() as writer:
        writer.replace_services(by_service(list(listings)))


def found(engine: Engine, query: ListingQuery) -> list[str]:
    return [hit.listing.id for hit in engine.index.search(query).hits]


class ListingIndexContract:
    """Inherit, and give a fixture `engine`."""

    @pytest.fixture
    def cast(self, engine: Engine) -> Engine:
        write(engine, *CAST)
        return engine

    # Needs and place

    def test_nearest_comes_first(self, cast: Engine) -> None:
        query = ListingQuery(needs=("childcare",), within=DC, sort=Sort.DISTANCE)
        assert found(cast, query) == ["casa-latina", "bright-start-north", "bright-start-south"]

    def test_distance_is_that_of_the_sphere(self, cast: Engine) -> None:
        for hit in cast.index.search(ListingQuery(within=DC)).hits:
            assert hit.distance_miles == pytest.approx(miles(hit.listing, DC), abs=1e-6)

    def test_need_strength_and_distance_decide_relevance(self, cast: Engine) -> None:
        query = ListingQuery(needs=("childcare",), within=DC)
        assert found(cast, query) == ["bright-start-north", "bright-start-south", "casa-latina"]

    def test_any_of_several_needs_is_enough_and_nothing_is_found_twice(self, cast: Engine) -> None:
        page = cast.index.search(ListingQuery(needs=("childcare", "legal_aid", "food"), within=DC))
        assert page.total == len(page.hits) == 4

    def test_listings_without_a_point_are_found_by_area(self, cast: Engine) -> None:
        query = ListingQuery(needs=("childcare",), within=DC, area_keys=DC_KEYS, sort=Sort.DISTANCE)
        assert found(cast, query)[-1] == "anywhere-line"
        assert "maryland-line" not in found(cast, query)
        assert cast.index.search(query).hits[-1].distance_miles is None

    def test_listings_without_a_point_are_not_found_by_a_place_alone(self, cast: Engine) -> None:
        assert "anywhere-line" not in found(cast, ListingQuery(needs=("childcare",), within=DC))

    def test_without_a_place_listings_are_found_anywhere(self, cast: Engine) -> None:
        assert set(found(cast, ListingQuery(needs=("childcare",)))) == {
            "bright-start-north",
            "bright-start-south",
            "casa-latina",
            "anywhere-line",
            "maryland-line",
        }

    def test_a_confidential_place_is_never_on_the_map_nor_measured(self, cast: Engine) -> None:
        query = ListingQuery(needs=("domestic_violence",), within=DC, area_keys=DC_KEYS)
        (hit,) = cast.index.search(query).hits
        assert hit.distance_miles is None
        assert found(cast, replace(query, area_keys=())) == []
        assert cast.index.pins(Box(38, -78, 40, -76), ListingQuery(needs=("domestic_violence",))) == ()

    def test_the_edges_of_a_box_are_inside(self, engine: Engine) -> None:
        corners = [a_listing(f"corner-{n}", point=Point(lat, lon)) for n, (lat, lon) in enumerate(
            [(38.25, -77.5), (38.25, -76.75), (39.5, -77.5), (39.5, -76.75)])]  # fmt: skip
        write(engine, *corners, a_listing("outside", point=Point(39.5000001, -77)))
        assert len(found(engine, ListingQuery(within=Box(38.25, -77.5, 39.5, -76.75)))) == 4

    def test_the_edge_of_a_circle_is_inside(self, engine: Engine) -> None:
        write(engine, a_listing("edge", point=Point(38.95, -77.1)))
        (hit,) = engine.index.search(ListingQuery(within=replace(DC, radius_miles=100))).hits
        assert hit.distance_miles is not None
        assert found(engine, ListingQuery(within=replace(DC, radius_miles=hit.distance_miles))) == ["edge"]
        assert found(engine, ListingQuery(within=replace(DC, radius_miles=hit.distance_miles - 0.001))) == []

    def test_a_circle_passes_the_antimeridian(self, engine: Engine) -> None:
        aleutians = [a_listing("east", point=Point(51.9, -179.9)), a_listing("west", point=Point(51.9, 179.9)),
                     a_listing("on", point=Point(51.9, 180.0)), a_listing("guam", point=Point(13.4, 144.8))]  # fmt: skip
        write(engine, *aleutians)
        for centre in (-179.95, 179.95, 180, -180):
            circle = Circle(51.9, centre, 25)
            assert set(found(engine, ListingQuery(within=circle))) == {"east", "west", "on"}, centre
        assert set(found(engine, ListingQuery(within=Box(50, 179.5, 53, -179.5)))) == {"east", "west", "on"}
        assert set(found(engine, ListingQuery(within=Box(50, -180, 53, -179.95)))) == {"on"}

    def test_a_circle_holds_the_pole(self, engine: Engine) -> None:
        ring = [a_listing(f"ring-{lon}", point=Point(89.9, lon)) for lon in (-180, -90, 0, 45, 135)]
        write(engine, *ring, a_listing("pole", point=Point(90, 0)), a_listing("south", point=Point(89, 10)))
        assert engine.index.search(ListingQuery(within=Circle(89.95, 12, 30))).total == 6
        assert engine.index.search(ListingQuery(within=Circle(90, 0, 30))).total == 6

    # Words

    def test_every_word_must_be_there(self, cast: Engine) -> None:
        assert set(found(cast, ListingQuery(words="evening toddlers"))) == {"bright-start-north", "bright-start-south"}
        assert found(cast, ListingQuery(words="evening groceries")) == []

    def test_the_last_word_may_be_unfinished(self, cast: Engine) -> None:
        assert found(cast, ListingQuery(words="grocer")) == ["ward-8-food"]
        assert found(cast, ListingQuery(words="families groc")) == ["ward-8-food"]
        assert found(cast, ListingQuery(words="groc families")) == []

    def test_case_accents_and_endings_do_not_matter(self, cast: Engine) -> None:
        for words in ("GUARDERIA legal", "guarderías legales", "toddler", "PANTRIES"):
            assert found(cast, ListingQuery(words=words)), words

    def test_synonyms_lead_to_each_other_in_both_languages(self, cast: Engine) -> None:
        for words in ("childcare", "day care", "guardería", "daycare"):
            assert {"bright-start-north", "casa-latina"} <= set(found(cast, ListingQuery(words=words))), words

    def test_a_word_in_the_name_counts_more_than_one_in_passing(self, cast: Engine) -> None:
        assert found(cast, ListingQuery(words="daycare"))[-1] == "ward-8-food"

    def test_facts_that_were_read_are_words_too(self, cast: Engine) -> None:
        assert set(found(cast, ListingQuery(words="spanish legal"))) == {"casa-latina"}
        assert set(found(cast, ListingQuery(words="monday childcare"))) == {"bright-start-north", "bright-start-south"}
        assert found(cast, ListingQuery(words="free groceries")) == ["ward-8-food"]

    def test_words_and_place_and_need_go_together(self, cast: Engine) -> None:
        query = ListingQuery(words="daycare", needs=("childcare",), within=DC, area_keys=DC_KEYS)
        assert found(cast, query) == ["bright-start-north", "bright-start-south", "casa-latina", "anywhere-line"]

    def test_words_of_an_engines_own_language_are_only_words(self, cast: Engine) -> None:
        for words in ('"', "AND", "name:food*", "NEAR(a b)", "-food", "'; DROP TABLE listing", "*", "{} ()", "\x00"):
            cast.index.search(ListingQuery(words=words))

    def test_a_misspelt_word_is_put_right_and_said(self, cast: Engine) -> None:
        page = cast.index.search(ListingQuery(words="grocereis"))
        assert [hit.listing.id for hit in page.hits] == ["ward-8-food"]
        assert page.corrected_words == "groceries"
        assert cast.index.search(ListingQuery(words="groceries")).corrected_words == ""

    # Filters

    def test_only_open_listings_are_found_unless_asked(self, cast: Engine) -> None:
        assert "closed-nursery" not in found(cast, ListingQuery(within=DC))
        closed = Filter(statuses=("open", "temporarily_closed"))
        assert "closed-nursery" in found(cast, ListingQuery(within=DC, filter=closed))

    @pytest.mark.parametrize(
        ("asked", "ids"),
        [
            (Filter(languages=("es",)), {"casa-latina"}),
            (Filter(open_days=(2,)), {"bright-start-north", "bright-start-south"}),
            (Filter(open_days=(5,)), set()),
            (Filter(free=True), {"casa-latina", "ward-8-food"}),
            (Filter(accessible=True), {"ward-8-food"}),
            (Filter(age=30), {"casa-latina", "ward-8-food"}),
            (Filter(age=0), {"casa-latina", "ward-8-food", "bright-start-north", "bright-start-south"}),
            (Filter(sources=("other", "no-such-source")), {"casa-latina"}),
            (Filter(organization_id="org-2"), {"ward-8-food"}),
        ],
    )
    def test_a_filter_keeps_what_says_yes(self, cast: Engine, asked: Filter, ids: set[str]) -> None:
        assert set(found(cast, ListingQuery(within=DC, filter=asked))) == ids

    # Pages, facets, order

    def test_pages_follow_each_other_and_share_one_total(self, cast: Engine) -> None:
        whole = cast.index.search(ListingQuery(sort=Sort.NAME))
        parts = [cast.index.search(ListingQuery(sort=Sort.NAME, limit=2, offset=n)) for n in (0, 2, 4, 6)]
        assert [hit for part in parts for hit in part.hits] == list(whole.hits)
        assert {part.total for part in parts} == {len(whole.hits)}

    def test_ties_are_broken_by_id(self, engine: Engine) -> None:
        ids = [f"00000000-{n:04d}" for n in (5, 3, 9, 1, 7, 2, 8, 4, 6, 0)]
        write(engine, *(a_listing(i, name="same", point=Point(38.9, -77.0)) for i in ids))
        for sort in Sort:
            order = [
                hit.listing.id
                for offset in range(0, 10, 3)
                for hit in engine.index.search(ListingQuery(within=DC, sort=sort, limit=3, offset=offset)).hits
            ]
            assert order == sorted(ids), sort

    def test_facets_count_all_hits_not_the_page(self, cast: Engine) -> None:
        page = cast.index.search(ListingQuery(within=DC, limit=1, facets=tuple(FacetName)))
        counts = {facet.name: dict(facet.counts) for facet in page.facets}
        assert counts[FacetName.NEED] == {"childcare": 3, "legal_aid": 1, "food": 1, "diapers_baby_supplies": 1}
        assert counts[FacetName.LANGUAGE] == {"es": 1, "en": 1}
        assert counts[FacetName.COST] == {"free": 2, "sliding_scale": 2}
        assert counts[FacetName.SOURCE] == {"test": 3, "other": 1}
        assert counts[FacetName.OPEN_DAY] == {"0": 2, "2": 2}
        assert counts[FacetName.ACCESSIBLE] == {"yes": 1}

    def test_a_limit_of_nothing_still_counts(self, cast: Engine) -> None:
        page = cast.index.search(ListingQuery(within=DC, limit=0))
        assert (page.hits, page.total) == ((), 4)

    def test_pins_meet_the_query_and_the_box(self, cast: Engine) -> None:
        box = Box(38.9, -77.1, 39.0, -77.0)
        pins = cast.index.pins(box, ListingQuery(needs=("childcare",)))
        assert [(pin.listing_id, pin.latitude) for pin in pins] == [
            ("bright-start-north", 38.93),
            ("casa-latina", 38.92),
        ]
        assert len(cast.index.pins(box, ListingQuery(), limit=1)) == 1

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            (ListingQuery(limit=-1), "limit"),
            (ListingQuery(offset=-1), "offset"),
            (ListingQuery(within=Circle(91, 0, 1)), "within"),
            (ListingQuery(within=Circle(0, 0, float("nan"))), "within"),
            (ListingQuery(within=Box(2, 0, 1, 0)), "within"),
            (ListingQuery(filter=Filter(open_days=(7,))), "open_days"),
            (ListingQuery(filter=Filter(statuses=("shut",))), "statuses"),
            (ListingQuery(filter=Filter(age=-1)), "age"),
            (ListingQuery(sort=Sort.DISTANCE), "sort"),
        ],
    )
    def test_an_impossible_query_is_refused_by_field(self, engine: Engine, query: ListingQuery, field: str) -> None:
        with pytest.raises(InvalidQuery) as caught:
            engine.index.search(query)
        assert caught.value.field == field

    # Changes

    def test_a_replaced_service_leaves_nothing_behind(self, cast: Engine) -> None:
        moved = structs.replace(
            BRIGHT_START, name="Night Owls", description="", needs=fits("after_school"), point=Point(40, -75)
        )
        write(cast, moved)
        assert cast.index.of_service("bright-start") == (moved,)
        assert found(cast, ListingQuery(words="toddlers")) == []
        assert "bright-start-north" not in found(cast, ListingQuery(needs=("childcare",)))
        assert found(cast, ListingQuery(needs=("after_school",), within=Circle(40, -75, 1))) == ["bright-start-north"]
        assert cast.index.count() == len(CAST) - 1

    def test_an_empty_sequence_removes_the_service(self, cast: Engine) -> None:
        with cast.writing() as writer:
            writer.replace_service("bright-start", ())
        assert cast.index.of_service("bright-start") == ()
        assert cast.index.get(["bright-start-north"]) == ()

    def test_writing_twice_changes_nothing(self, cast: Engine) -> None:
        before = cast.index.search(ListingQuery(within=DC, words="daycare"))
        write(cast, *CAST)
        assert cast.index.search(ListingQuery(within=DC, words="daycare")) == before
        assert cast.index.count() == len(CAST)

    def test_a_listing_moves_from_one_service_to_another(self, cast: Engine) -> None:
        write(cast, structs.replace(WARD_8_FOOD, service_id="new-owner"))
        assert cast.index.count() == len(CAST)
        assert cast.index.of_service(WARD_8_FOOD.service_id) == ()

    def test_clear_leaves_an_empty_index_that_can_be_filled_again(self, cast: Engine) -> None:
        with cast.writing() as writer:
            writer.clear()
        assert cast.index.count() == 0
        write(cast, *CAST)
        assert found(cast, ListingQuery(words="groceries")) == ["ward-8-food"]

    def test_get_keeps_the_order_asked_and_leaves_out_the_unknown(self, cast: Engine) -> None:
        listings = cast.index.get(["ward-8-food", "nobody", "casa-latina"])
        assert listings == (WARD_8_FOOD, CASA_LATINA)

    # Against brute force

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(listings=directories(), asked=queries())
    def test_a_search_finds_what_brute_force_finds(
        self, engine: Engine, listings: list[Listing], asked: list[ListingQuery]
    ) -> None:
        with engine.writing() as writer:
            writer.clear()
            writer.replace_services(by_service(listings))
        for query in asked:
            page = engine.index.search(replace(query, limit=1000))
            expected = expected_ids(
                listings, replace(query, words=page.corrected_words or query.words), engine.analyzer
            )
            assert {hit.listing.id for hit in page.hits} == expected, query
            assert page.total == len(page.hits)
            away = [hit.distance_miles for hit in page.hits if hit.distance_miles is not None]
            if query.sort is Sort.DISTANCE:
                assert away == sorted(away)
