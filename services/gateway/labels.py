"""A campaign's own words in the place of ours (呼び名), on every page (S-ACT-4).

Templates are written with our words. When one is compiled, each of them becomes a
blank that the campaign of the page's viewer fills; text that is translated has its
blanks filled after that (`translating`). What people typed, and facts, are never
touched: only the text that stands in a template or a sentence.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from flask import g, has_request_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from machiken.contracts.redemption import LABELS, SWITCHES, CampaignRules
from services.gateway import campaigns

OURS: Final = {ours: name for name, ours in LABELS.items()}
_OURS: Final = re.compile("|".join(OURS))


class OwnWords(Extension):
    """Makes a blank of each of our words in a template's own text."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Return the template's tokens with the blanks in them."""
        for token, is_translated in _with_translated(stream):
            ours = token.type in {"data", "string"} and _OURS.search(token.value)
            if not ours or is_translated:
                yield token
            elif token.type == "data":
                yield from _blanks(token)
            else:
                yield from _call(token.lineno, token.value)


def _with_translated(stream: TokenStream) -> Iterator[tuple[Token, bool]]:
    """Return each token, and whether it is in `{% trans %}` or right behind `_(`."""
    in_block = False
    before, last = "", ""
    for token in stream:
        if last == "block_begin" and token.value in {"trans", "endtrans"}:
            in_block = token.value == "trans"
        yield token, in_block or (before, last) == ("_", "lparen")
        before, last = last, token.value if token.type == "name" else token.type


def _blanks(data: Token) -> Iterator[Token]:
    # Only our words become expressions: those are escaped, and markup must not be.
    end = 0
    for ours in _OURS.finditer(data.value):
        yield Token(data.lineno, "data", data.value[end : ours.start()])
        yield Token(data.lineno, "variable_begin", "{{")
        yield from _call(data.lineno, ours[0])
        yield Token(data.lineno, "variable_end", "}}")
        end = ours.end()
    yield Token(data.lineno, "data", data.value[end:])


def _call(lineno: int, text: str) -> Iterator[Token]:
    yield Token(lineno, "name", labelled.__name__)
    yield Token(lineno, "lparen", "(")
    yield Token(lineno, "string", text)
    yield Token(lineno, "rparen", ")")


def labelled(text: str, spell: Callable[[str], str] = str) -> str:
    """Return text of ours in the words of the viewer's campaign, each so spelled."""
    return _OURS.sub(lambda ours: spell(_own(ours[0])), text)


def pattern(text: str) -> str:
    """Return a pattern of `str.format` in the words of the viewer's campaign."""
    return labelled(text, lambda own: own.replace("{", "{{").replace("}", "}}"))


def switched_on(switch: str) -> bool:
    """Return whether the viewer's campaign has this on; the default if not known."""
    rules = of_viewer()
    return rules.has(switch) if rules else SWITCHES[switch]


def _own(ours: str) -> str:
    rules = of_viewer()
    return rules.labels.get(OURS[ours], ours) if rules else ours


def of_viewer() -> CampaignRules | None:
    """Return the rules of the page's campaign, asked for once a page at most.

    Pages for visitors ask nobody: anybody could make us ask for anything.
    """
    if not has_request_context():
        return None
    if "own_rules" not in g:
        seen = campaigns.seen()
        g.own_rules = seen or (campaigns.rules() if g.get("viewer") else None)
    rules: CampaignRules | None = g.own_rules
    return rules
