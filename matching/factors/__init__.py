"""Ranking factors: each a small pure function with a sentence, one a file."""
