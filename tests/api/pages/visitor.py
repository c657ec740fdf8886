"""Somebody at a browser without JavaScript: keeps cookies, sends forms with the token of the last page, follows redirects."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from api.auth.scopes import Role
from tests.api.world import PASSWORD, World

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass
class Visitor:
    """One browser. `page` is the last page's HTML, `status` its status, `path` where it is."""

    client: FlaskClient
    page: str = ""
    status: int = 0
    path: str = "/"
    headers: dict[str, str] = field(default_factory=lambda: {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"})

    def visit(self, path: str) -> Visitor:
        """Open an address."""
        return self._took(self.client.get(path, headers=self.headers, follow_redirects=True))

    def send(self, path: str, **fields: Any) -> Visitor:
        """Send a form with the token of the page; values may be lists."""
        token = _TOKEN.search(self.page)
        data = {"csrf_token": token[1] if token else "", **fields}
        return self._took(self.client.post(path, data=data, headers=self.headers, follow_redirects=True))

    def hidden(self) -> dict[str, Any]:
        """The hidden fields of the page's main form, each with its values."""
        main = self.page[self.page.index("<main") :]
        fields: dict[str, list[str]] = {}
        for name, value in _HIDDEN.findall(main):
            if name != "csrf_token":
                fields.setdefault(name, []).append(html.unescape(value))
        return fields

    def says(self, words: str) -> bool:
        """Whether the page holds these words."""
        return words in self.text

    @property
    def text(self) -> str:
        """The words of the page without markup."""
        bare = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", self.page, flags=re.DOTALL)
        return " ".join(html.unescape(bare).split())

    def title(self) -> str:
        """The title."""
        found = re.search(r"<title>(.*?)</title>", self.page)
        return html.unescape(found[1]) if found else ""

    def _took(self, response: Any) -> Visitor:
        self.page, self.status = response.get_data(as_text=True), response.status_code
        parts = urlsplit(response.request.url)
        self.path = parts.path + (f"?{parts.query}" if parts.query else "")
        return self


def visitor(world: World, role: Role | None = None, organization_id: str | None = None) -> Visitor:
    """A browser, signed in where a role is named."""
    someone = Visitor(world.client)
    someone.visit("/sign-in")
    if role is not None:
        someone.send("/sign-in", email=world.person(role, organization_id), password=PASSWORD, next="/")
    return someone
