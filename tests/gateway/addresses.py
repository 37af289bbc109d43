"""Any address of the gateway, for tests that walk over all of them."""

from typing import Any, Final
from uuid import UUID

from flask import Flask
from werkzeug.routing import IntegerConverter, Rule, UUIDConverter

WORDS: Final = {
    "act": "disable",
    "issuer_code": "KNM202601",
    "kind": "sheet",
    "last_on": "2026-06-30",
}
"""What stands in an address as a word, by name; a new one fails until it is here."""


def path_of(app: Flask, rule: Rule) -> str:
    """Return an address that the rule matches; call it within a request's context."""
    return app.url_for(
        rule.endpoint, **{name: _any(rule, name) for name in rule.arguments}
    )


def _any(rule: Rule, name: str) -> Any:
    converter = rule._converters[name]  # noqa: SLF001 - nothing public tells
    if isinstance(converter, UUIDConverter):
        return UUID(int=1)
    return 1 if isinstance(converter, IntegerConverter) else WORDS[name]
