"""The public directory: listings, needs, places."""

from __future__ import annotations

from tests.api.cast import CLOSED_CARE, EVENING_CARE, EVENING_CARE_AT_MESA, LEGAL_LINE, PANTRY
from tests.api.world import World


def found(world: World, query: str) -> list[str]:
    answer = world.get(f"/v1/listings?{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [hit["listing"]["service_id"] for hit in answer.json["listings"]]


def test_words_find_a_listing(world: World) -> None:
    assert found(world, "q=evening+childcare")[0] == EVENING_CARE


def test_a_need_near_a_zip_code_finds_the_nearest_first(world: World) -> None:
    answer = world.get("/v1/listings?need=childcare&near=87102&radius_miles=5").json
    miles = [hit["distance_miles"] for hit in answer["listings"]]
    assert answer["total"] == 2
    assert miles == sorted(miles)


def test_a_service_by_phone_is_found_in_its_state_and_not_in_another(world: World) -> None:
    assert LEGAL_LINE in found(world, "q=eviction&near=Santa+Fe,+NM")
    assert LEGAL_LINE not in found(world, "q=eviction&near=Denver,+CO")


def test_closed_service_is_never_found(world: World) -> None:
    assert CLOSED_CARE not in found(world, "q=childcare&limit=100")


def test_filters_narrow(world: World) -> None:
    assert set(found(world, "free=true&near=87102")) <= {PANTRY, LEGAL_LINE}
    assert set(found(world, "language=es")) == {EVENING_CARE}
    assert PANTRY not in found(world, "open_day=MO&near=87102")


def test_a_box_finds_what_lies_inside(world: World) -> None:
    assert set(found(world, "box=35.08,-106.66,35.0850,-106.65")) >= {EVENING_CARE}


def test_facets_count_all_hits(world: World) -> None:
    answer = world.get("/v1/listings?facets=need,language&limit=1").json
    assert {"value": "es", "count": 2} in answer["facets"]["language"]


def test_pages_do_not_overlap(world: World) -> None:
    first, second = found(world, "limit=2"), found(world, "limit=2&offset=2")
    assert len(first) == 2
    ids = [
        hit["listing"]["id"]
        for q in ("limit=2", "limit=2&offset=2")
        for hit in world.get(f"/v1/listings?{q}").json["listings"]
    ]
    assert len(ids) == len(set(ids))
    assert second


def test_a_listing_shows_its_facts_and_leaves_out_what_is_unknown(world: World) -> None:
    listing = world.get(f"/v1/listings/{EVENING_CARE_AT_MESA}").json
    assert listing["name"] == "Evening childcare"
    assert listing["hours"]["periods"][0]["opens"] == 15 * 60
    assert None not in listing.values()


def test_an_unknown_listing_is_not_found(world: World) -> None:
    answer = world.get("/v1/listings/00000000-0000-4000-8000-000000000000")
    assert (answer.status_code, answer.json["code"]) == (404, "record_not_found")


def test_an_unknown_place_is_named_as_that(world: World) -> None:
    answer = world.get("/v1/listings?near=Xanadu")
    assert (answer.status_code, answer.json["code"]) == (422, "place_not_found")


def test_a_misspelt_parameter_is_refused_by_name(world: World) -> None:
    answer = world.get("/v1/listings?raduis_miles=5")
    assert answer.status_code == 422
    assert answer.json["errors"] == [{"field": "raduis_miles", "reason": "Unknown field."}]


def test_sorting_by_distance_without_a_place_is_refused(world: World) -> None:
    assert world.get("/v1/listings?sort=distance").json["code"] == "invalid_query"


def test_half_a_point_is_refused(world: World) -> None:
    assert world.get("/v1/listings?latitude=35").status_code == 422


def test_needs_are_those_of_the_catalogue(world: World) -> None:
    codes = {need["code"] for need in world.get("/v1/needs").json["needs"]}
    assert codes == world.services.catalogue.codes()


def test_places_are_suggested_as_they_can_be_sent_back(world: World) -> None:
    places = world.get("/v1/places?q=albuq").json["places"]
    assert "Albuquerque, NM" in places
    assert world.get("/v1/listings", near=places[0]).status_code == 200
