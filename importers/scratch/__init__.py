"""Temporary SQLite files of one import run: child rows waiting for parents, and records waiting to be stored.

Not for: anything that outlives the run. The only place of this floor that opens a database.
"""
