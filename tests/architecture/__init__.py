"""The suite polices itself: floors, fences, sizes, docstrings and what the docs promise."""
