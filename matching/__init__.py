"""Which services fit this client, why, and what almost fitted. Pure functions over values.

Knows neither storage, HTTP nor index syntax. The walk: `matcher` → `directory.search` (candidates) → `rules` →
`factors` → `explain`.
"""
