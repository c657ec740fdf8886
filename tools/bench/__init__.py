"""`make bench`: how fast and how large, on synthetic listings, beside PostgreSQL + PostGIS where that is installed.

Not for: tests (nothing here passes or fails). Machines are noisy: compare ratios within one run, not runs.
"""
