"""Listings and how to find them: the query in our words, the projection, the analysis, and the engines.

Not for: storing records (`directory.store`) or deciding an order for a client (`matching`). No engine syntax leaves the
folder of its engine.
"""
