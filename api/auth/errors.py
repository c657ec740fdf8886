"""The errors of accounts, one class for each thing a caller can do something about.

AuthError
├── SignInFailed       e-mail and password do not open an account: unknown, wrong and deactivated look the same
├── ClientRefused      id and secret open no system client (RFC 6749 `invalid_client`)
├── ScopeRefused       a token was asked for more than the client may do (RFC 6749 `invalid_scope`)
├── TokenRefused       the token is unknown, expired, or its client is deactivated (RFC 6750 `invalid_token`)
├── AccountNotFound    no account of that id to change
└── InvalidAccount     a field of a new account cannot be what it is

Each has a stable `code`; those of OAuth are the RFCs' own. No sentence holds an e-mail, a name, a password or a token.
"""

from __future__ import annotations


class AuthError(Exception):
    """Any error of accounts."""

    code = "auth_error"


class SignInFailed(AuthError):
    """The e-mail and password do not open an account."""

    code = "sign_in_failed"

    def __init__(self) -> None:
        super().__init__("The e-mail address and the password do not go together.")


class ClientRefused(AuthError):
    """The id and secret open no system client."""

    code = "invalid_client"

    def __init__(self) -> None:
        super().__init__("The client id and the client secret do not go together.")


class ScopeRefused(AuthError):
    """The client may not do all that it asks for. `allowed` is what it may."""

    code = "invalid_scope"

    def __init__(self, allowed: frozenset[str]) -> None:
        self.allowed = allowed
        super().__init__(f"This client may ask for no more than: {' '.join(sorted(allowed)) or 'nothing'}.")


class TokenRefused(AuthError):
    """The token opens nothing, or nothing any more."""

    code = "invalid_token"

    def __init__(self) -> None:
        super().__init__("The access token is unknown or has expired: ask for a new one.")


class AccountNotFound(AuthError):
    """No account of that id."""

    code = "account_not_found"

    def __init__(self, account_id: str) -> None:
        self.account_id = account_id
        super().__init__(f"There is no account with the id {account_id}.")


class InvalidAccount(AuthError):
    """One field of an account cannot be what it is."""

    code = "invalid_account"

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field}: {reason}")
