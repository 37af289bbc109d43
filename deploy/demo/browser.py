"""A browser of few words: it keeps cookies, follows redirects and fills in forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import requests

PATIENCE_S = 30


class Unexpected(Exception):  # noqa: N818 - says what was seen
    """The page is not the one that should have come."""


@dataclass(slots=True)
class Form:
    """A form of a page: where it goes, and what its fields hold."""

    action: str
    method: str = "get"
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it came."""

    url: str
    status: int
    html: str
    text: str
    forms: tuple[Form, ...]
    refusal: str | None
    """The refusal that the page shows, by its stable code."""

    def form(self, part_of_action: str) -> Form:
        """Return the page's form that goes there. Raises `Unexpected`."""
        for each in self.forms:
            if part_of_action in each.action:
                return each
        raise Unexpected(f"{self.url} has no form to …{part_of_action}: {self.text}")

    def has_form(self, part_of_action: str) -> bool:
        """Return whether the page offers this way on."""
        return any(part_of_action in each.action for each in self.forms)

    def expect(self, words: str) -> "Page":
        """Return the page if it shows these words. Raises `Unexpected`."""
        if words not in self.text:
            raise Unexpected(f"{self.url} ({self.status}) lacks {words}: {self.text}")
        return self


class Browser:
    """One person's browser; not for two threads at once."""

    def __init__(self, *, basic: tuple[str, str] | None = None) -> None:
        """Begin without cookies; `basic` is the outer gate's user and password."""
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.auth = basic

    def close(self) -> None:
        """Close its connections."""
        self.session.close()

    def open(self, url: str, **query: str) -> Page:
        """Open an address."""
        return self._page(self.session.get(url, params=query, timeout=PATIENCE_S))

    def submit(
        self,
        page: Page,
        form: Form,
        *,
        files: Mapping[str, tuple[str, bytes]] | None = None,
        **filled: str,
    ) -> Page:
        """Fill in a form and send it, with the named files that it asks for."""
        url = urljoin(page.url, form.action)
        told = form.fields | filled
        if form.method == "get":
            return self.open(url, **told)
        answer = self.session.post(
            url,
            data=told,
            files=files,
            timeout=PATIENCE_S,
            headers={"Origin": "/".join(url.split("/")[:3]), "Referer": page.url},
        )
        return self._page(answer)

    def _page(self, answer: requests.Response) -> Page:
        reader = _Reader()
        if "html" in answer.headers.get("Content-Type", ""):
            reader.feed(answer.text)
        return Page(
            url=answer.url,
            status=answer.status_code,
            html=answer.text,
            text=" ".join(" ".join(reader.words).split()),
            forms=tuple(reader.forms),
            refusal=reader.refusal,
        )


class _Reader(HTMLParser):
    """Reads the words and the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.refusal: str | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        said = {name: value or "" for name, value in attrs}
        self.refusal = said.get("data-refusal", self.refusal)
        if tag == "form":
            form = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(form)
        elif tag == "select":
            self._select = said.get("name", "")
        elif tag == "option" and "selected" in said:
            self._fill(self._select, said.get("value", ""))
        elif tag == "input":
            self._input(said)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def _input(self, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if kind == "file" or (kind in {"radio", "checkbox"} and "checked" not in said):
            return
        self._fill(said.get("name", ""), said.get("value", ""))

    def _fill(self, name: str, value: str) -> None:
        if self.forms and name:
            self.forms[-1].fields[name] = value
