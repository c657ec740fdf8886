"""Readers of other people's formats: rows into drafts, nothing else."""
