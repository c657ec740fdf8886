"""Accounts, system clients, tokens and idempotency keys."""
