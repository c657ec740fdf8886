"""Cleaning steps, one a file, ordered in the pipeline."""
