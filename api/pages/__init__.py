"""The pages for people: search, listings, referrals, an agency's own services. Rendered here, readable without JavaScript.

`register(app)` is all that the rest of the program knows of this room.
"""

from __future__ import annotations

from api.pages.registration import register

__all__ = ["register"]
