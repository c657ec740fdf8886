"""Fakes that stand in for a whole role, shared by the tests of several rooms."""
