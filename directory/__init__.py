"""What services exist, where they are and how to find them.

The ground floor: HSDS records, their storage, search, geography, taxonomy and readings of free text.
It knows neither Flask, file formats, clients nor ranking. Its rooms are floors too, lowest first:
`hsds | geography | needs`, then `facts`, then `search`, then `store`.
"""
