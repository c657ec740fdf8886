"""Who is asking: people with passwords, systems with OAuth2 client credentials, scopes."""
