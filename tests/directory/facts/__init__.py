"""Readings of free text."""
