"""A letter's words, once as plain text and once as simple HTML."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

_NOT_ONE_LINE: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; a line break stays one."""

    text: str


@dataclass(frozen=True, slots=True)
class Details:
    """A titled list of what is called how."""

    title: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be typed in, on a line of its own."""

    text: str


Block: TypeAlias = Paragraph | Details | Number


@dataclass(frozen=True, slots=True)
class Prose:
    """What a letter says."""

    subject: str
    blocks: Sequence[Block]


def one_line(text: str) -> str:
    """Return text that somebody typed as one line, without control characters.

    A name with line breaks could forge a header, or lines of the letter itself.
    """
    return _NOT_ONE_LINE.sub(" ", text).strip()


def as_text(prose: Prose) -> str:
    """Return the letter as plain text."""
    return "\n\n".join(map(_text, prose.blocks)) + "\n"


def as_html(prose: Prose) -> str:
    """Return the letter as HTML that needs neither styles nor pictures."""
    body = "\n".join(map(_html, prose.blocks))
    title = html.escape(prose.subject)
    return (
        '<!doctype html>\n<html lang="ja"><head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body>\n{body}\n</body></html>\n"
    )


def _text(block: Block) -> str:
    match block:
        case Paragraph(text) | Number(text):
            return text
        case Details(title, lines):
            return "\n".join(
                [f"■{title}", *(f"{name}：{value}" for name, value in lines)]
            )
        case _:
            assert_never(block)


def _html(block: Block) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{_escaped(text)}</p>"
        case Number(text):
            return f'<p style="font-size:2em;letter-spacing:.3em">{_escaped(text)}</p>'
        case Details(title, lines):
            rows = "".join(
                f"<dt>{_escaped(name)}</dt><dd>{_escaped(value)}</dd>"
                for name, value in lines
            )
            return f"<h2>■{_escaped(title)}</h2>\n<dl>{rows}</dl>"
        case _:
            assert_never(block)


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>\n")
