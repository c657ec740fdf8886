"""Real servers that tests can have."""
