"""The fictional agencies: themes (which needs one agency serves together) and invented names."""

from __future__ import annotations

import random
from typing import Any

from tools.sample.identifiers import make_id

# theme: needs it serves, endings of its agencies' names, how many agencies
THEMES: tuple[tuple[tuple[str, ...], tuple[str, ...], int], ...] = (
    (("childcare", "childcare", "after_school", "prenatal_parenting", "diapers_baby_supplies"), ("Children's House", "Family Nest", "Early Years Cooperative"), 19),
    (("youth_programs", "after_school", "social_connection"), ("Youth Works", "Young Neighbors"), 8),
    (("senior_services", "dependent_care", "elder_safety", "home_repair", "social_connection"), ("Elders' Circle", "Golden Years Alliance"), 9),
    (("food", "food", "clothing", "diapers_baby_supplies", "social_connection"), ("Food Share", "Community Table", "Pantry Fellowship"), 14),
    (("cash_assistance", "utilities", "rent_assistance", "financial_counseling", "tax_preparation", "phone_internet", "medical_bills"), ("Neighbors' Fund", "Stability Partners"), 11),
    (("housing_shelter", "rent_assistance", "housing_counseling", "id_documents", "home_repair"), ("Home Again", "Doorways"), 10),
    (("job_search", "job_training", "work_clothes_tools", "tests_certifications", "needs_related_payment", "books_fees", "computer_skills", "transportation"), ("Work Bridge", "Careers Collective", "Training Center"), 13),
    (("ged_adult_education", "esl", "computer_skills", "books_fees", "interpretation"), ("Learning Commons", "Adult School"), 8),
    (("legal_aid", "expungement_reentry", "immigration_legal", "id_documents", "interpretation"), ("Law Alliance", "Justice Desk"), 7),
    (("health_care", "dental_care", "mental_health", "health_insurance", "medical_bills", "substance_use", "prenatal_parenting"), ("Health Partners", "Wellness Clinic"), 10),
    (("disability_services", "transportation", "dependent_care"), ("Ability Network",), 3),
    (("transportation", "transportation", "job_search"), ("Rides Cooperative",), 3),
    (("domestic_violence", "housing_shelter"), ("Safe Harbor Project",), 2),
    (("veterans_services", "job_search", "housing_shelter"), ("Veterans' Post",), 3),
)  # fmt: skip
FIRST_WORDS = (
    "Sandhill", "Cottonwood", "Blue Mesa", "Turquoise Door", "Roadrunner", "Acequia", "Piñon", "Juniper", "Chamisa",
    "Adobe Lantern", "Two Rivers", "High Desert", "Painted Sky", "Hollyhock", "Apricot", "Yucca", "Red Willow",
    "Cielo Azul", "Buena Semilla", "Manos Abiertas", "Nuevo Camino", "Puente", "Luz del Valle", "Bosque", "Vega Verde",
    "Morning Star", "Prickly Pear", "Quail Run", "Sunflower", "Wild Iris",
)  # fmt: skip


def make_organizations(rng: random.Random) -> list[tuple[dict[str, Any], tuple[str, ...]]]:
    """Every agency with the needs that it serves."""
    made: list[tuple[dict[str, Any], tuple[str, ...]]] = []
    for needs, endings, count in THEMES:
        firsts = rng.sample(FIRST_WORDS, count)
        made += [
            (_organization(len(made) + at, f"{first} {rng.choice(endings)}"), needs) for at, first in enumerate(firsts)
        ]
    return made


def _organization(number: int, name: str) -> dict[str, Any]:
    slug = "".join(letter for letter in name.lower() if letter.isascii() and letter.isalpha())
    return {
        "id": make_id("organization", str(number)),
        "name": name,
        "description": f"{name} is a fictional agency, invented for the sample data.",
        "website": f"https://{slug}.example.org",
        "email": f"hello@{slug}.example.org",
        "legal_status": "nonprofit",
    }
