"""What a record's words say, three-valued, with the words kept.

All readings of free text live here: importers call them to fill what HSDS has a field for, the projection
(`directory.search.document`) calls them for what it has not. Not for: deciding whether a client fits (`matching`).
"""
