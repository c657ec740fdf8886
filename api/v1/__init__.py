"""Our own JSON endpoints."""
