"""Clients, consent and referrals until the loop is closed. Knows neither Flask, search nor source formats."""
