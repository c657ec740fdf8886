"""Points, distances, places, service areas and the geocoder.

Not for: ranking by distance (`matching`), or reading coverage texts (`directory.facts`).
geopy and shapely are imported in this room only, and lazily where they are slow.
"""
