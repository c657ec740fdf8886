"""Services made for others rank below those made for everybody, and are never shut out by a mere hint."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from directory.facts.residence import UNNAMED_AREA
from directory.facts.values import Population
from directory.geography.place import Place
from directory.geography.point import Point
from directory.geography.service_area import AreaKind, ServiceArea
from tests.matching.cast import ANA, HOME, ask, match, names, near_names, service, taking

ARLINGTON = replace(ANA, place=Place(Point(38.93, -77.03), city="Arlington", county_fips="51013", state="VA"))
WARD_2 = (ServiceArea(AreaKind.NAMED, "ward 2"),)


def test_a_service_for_another_language_community_ranks_below_one_for_all() -> None:
    general = service("Pantry", "food", miles=1.5)
    others = service("Meals", "food", description="Food for Hispanic families.")
    assert names(match([general, others], ask("food"))) == ["Pantry", "Meals"]


def test_a_service_for_the_clients_own_language_community_loses_nothing() -> None:
    general = service("Pantry", "food", miles=1.5)
    own = service("Meals", "food", description="Food for Hispanic families.")
    spanish = replace(ANA, languages=("es", "en"))
    assert names(match([general, own], ask("food", client=spanish))) == ["Meals", "Pantry"]


def test_a_community_in_the_agencys_name_alone_costs_less_than_one_in_its_words() -> None:
    by_name = service("Latino Pantry", "food")
    by_words = service("Pantry", "food", description="For Latino families.")
    assert names(match([by_words, by_name], ask("food"))) == ["Latino Pantry", "Pantry"]


def test_an_office_of_another_state_ranks_below_an_agency_there() -> None:
    office = service("Department of Human Services", "food", miles=0.5)
    agency = service("Pantry", "food", miles=1)
    assert names(match([office, agency], ask("food", client=ARLINGTON))) == ["Pantry", "Department of Human Services"]
    assert names(match([office, agency], ask("food"))) == ["Department of Human Services", "Pantry"]


def test_a_target_area_is_the_area_of_the_coverage_column() -> None:
    rule = taking(residence_names=(UNNAMED_AREA,))
    listing = service("Groceries", "food", eligibility=rule, service_areas=WARD_2)
    in_ward_2 = replace(ANA, place=replace(HOME, neighborhood="ward 2"))
    unknown_ward = replace(ANA, place=replace(HOME, neighborhood=None))
    assert names(match([listing], ask("food", client=in_ward_2))) == ["Groceries"]
    assert names(match([listing], ask("food", client=unknown_ward))) == ["Groceries"]
    assert near_names(match([listing], ask("food", client=ANA))) == ["Groceries"]


def test_a_ward_of_another_state_holds_no_client_of_this_one() -> None:
    rule = taking(residence_names=(UNNAMED_AREA,))
    listing = service("Groceries", "food", eligibility=rule, service_areas=WARD_2)
    metro = structs.replace(listing, service_areas=(ServiceArea(AreaKind.NAMED, "DC Metro Area"),))
    assert names(match([listing], ask("food", client=ARLINGTON))) == []
    assert names(match([metro], ask("food", client=ARLINGTON))) == ["Groceries"]


def test_a_neighbourhood_far_away_ranks_below_one_near_by() -> None:
    shaw = (ServiceArea(AreaKind.NAMED, "Shaw"),)
    narrow = service("Shaw Club", "food", miles=3, service_areas=shaw)
    wide = service("Club", "food", miles=3.2)
    assert names(match([narrow, wide], ask("food"))) == ["Club", "Shaw Club"]


def test_a_service_for_several_groups_at_once_ranks_below_one_for_all_when_one_is_not_known() -> None:
    both = (Population.BLIND, Population.VETERAN)
    general = service("Job Club", "job_search", miles=1.5)
    narrow = service("Blinded Veterans", "job_search", eligibility=taking(focus=both, together=both))
    veteran = replace(ANA, veteran=True)
    assert names(match([general, narrow], ask("job_search", client=veteran))) == ["Job Club", "Blinded Veterans"]
    blind_veteran = replace(veteran, situation=("blind",))
    assert names(match([general, narrow], ask("job_search", client=blind_veteran)))[0] == "Blinded Veterans"


def test_a_service_whose_description_speaks_of_residents_elsewhere_ranks_below() -> None:
    dc = service("Placement", "job_search", eligibility=taking(residents_served=("state:DC",)))
    general = service("Job Club", "job_search", miles=1.5)
    assert names(match([dc, general], ask("job_search", client=ARLINGTON))) == ["Job Club", "Placement"]
    assert names(match([dc, general], ask("job_search"))) == ["Placement", "Job Club"]


def test_an_office_of_another_county_ranks_below_where_no_coverage_is_told() -> None:
    office = service("Kent County Department of Health", "food", county_fips="24029", state="DC")
    agency = service("Pantry", "food", miles=1.5)
    assert names(match([office, agency], ask("food"))) == ["Pantry", "Kent County Department of Health"]


def test_who_must_belong_to_two_groups_is_shut_out_by_the_one_that_a_field_denies() -> None:
    both = (Population.PARENT, Population.UNEMPLOYED)
    listing = service("Placement for Parents", "job_search", eligibility=taking(required=both, together=both))
    alone = replace(ANA, household=(), situation=())
    assert near_names(match([listing], ask("job_search", client=alone))) == ["Placement for Parents"]
    either = service("Placement", "job_search", eligibility=taking(required=both))
    assert names(match([either], ask("job_search", client=alone))) == ["Placement"]
    assert names(match([listing], ask("job_search", client=replace(alone, household=None)))) == [listing.name]


def test_a_place_for_people_without_children_takes_no_mother_with_hers() -> None:
    listing = service("Women's Shelter", "housing_shelter", eligibility=taking(without_children=True))
    (near,) = match([listing], ask("housing_shelter")).near_misses
    assert "without children" in near.change
    grown = replace(ANA, household=())
    assert names(match([listing], ask("housing_shelter", client=grown))) == ["Women's Shelter"]


def test_a_further_requirement_that_a_field_denies_shuts_out_whoever_meets_the_first() -> None:
    rule = taking(required=(Population.HOMELESS, Population.VETERAN), also_required=((Population.VETERAN,),))
    listing = service("Veterans' Beds", "housing_shelter", eligibility=rule)
    homeless = replace(ANA, veteran=False, situation=("homeless",))
    assert near_names(match([listing], ask("housing_shelter", client=homeless))) == ["Veterans' Beds"]
    assert names(match([listing], ask("housing_shelter", client=replace(homeless, veteran=None)))) == [listing.name]
