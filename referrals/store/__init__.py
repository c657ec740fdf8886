"""Storage of clients, requests, attempts and events."""
