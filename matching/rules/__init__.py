"""Hard rules: each shuts a listing out for a client, and says why and what would admit it."""
