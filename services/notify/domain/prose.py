"""A letter's words, once as plain text and once as simple HTML."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from services.notify.domain.languages import Language

_NOT_ONE_LINE: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NAMES: Final = {Language.JAPANESE: "日本語", Language.ENGLISH: "English"}
"""Each language in its own words, where a letter comes to it."""
_COLONS: Final = {Language.JAPANESE: "：", Language.ENGLISH: ": "}


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
    """What a letter says in one language."""

    subject: str
    blocks: Sequence[Block]
    language: Language = Language.JAPANESE
    title: str = ""
    """The subject without whose letter it is, for behind another language's."""


def one_line(text: str) -> str:
    """Return text that somebody typed as one line, without control characters.

    A name with line breaks could forge a header, or lines of the letter itself.
    """
    return _NOT_ONE_LINE.sub(" ", text).strip()


def subject_of(*parts: Prose) -> str:
    """Return the subject of a letter that says the same in each of its parts."""
    first, *others = parts
    return " / ".join([first.subject, *(each.title for each in others)])


def as_text(*parts: Prose) -> str:
    """Return the letter as plain text, each part under its language's name."""
    first, *others = (
        "\n\n".join(_text(block, part.language) for block in part.blocks) + "\n"
        for part in parts
    )
    names = (_NAMES[part.language] for part in parts[1:])
    below = (
        f"\n\n======== {name} ========\n\n{said}"
        for name, said in zip(names, others, strict=True)
    )
    return first + "".join(below)


def as_html(*parts: Prose) -> str:
    """Return the letter as HTML that needs no styles and no pictures to be read."""
    first = parts[0].language
    body = '\n<hr style="margin:2.5em 0">\n'.join(
        _part(part, is_first=part is parts[0]) for part in parts
    )
    title = html.escape(subject_of(*parts))
    return (
        f'<!doctype html>\n<html lang="{first}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title></head>\n"
        f'<body style="{_PAGE}">\n{body}\n</body></html>\n'
    )


# Readers of mail keep no style sheet, but what stands in an element itself.
_GOTHIC: Final = "'Hiragino Sans','BIZ UDGothic','Noto Sans JP',sans-serif"
_FONTS: Final = {
    Language.JAPANESE: _GOTHIC,
    Language.ENGLISH: f"Helvetica,Arial,Roboto,{_GOTHIC}",
}
_PAGE: Final = (
    "line-height:1.7;max-width:36em;margin:1em auto;padding:0 1em;"
    "color:#222;background:#fff;overflow-wrap:anywhere"
)
_HEADING: Final = "font-size:1.1em;margin:1.5em 0 .5em"
_NUMBER: Final = "font-size:1.8em;font-weight:bold;letter-spacing:.15em;margin:.6em 0"
_LINES: Final = "margin:0 0 1.5em;padding:.8em 1em .3em;border:1px solid #bbb"
_NAME: Final = "font-size:.9em;color:#555"
_VALUE: Final = "margin:0 0 .5em;font-weight:bold"


def _part(part: Prose, *, is_first: bool) -> str:
    blocks = "\n".join(map(_html, part.blocks))
    name = "" if is_first else f"<p><strong>{_NAMES[part.language]}</strong></p>\n"
    style = f"font-family:{_FONTS[part.language]}"
    return f'<div lang="{part.language}" style="{style}">\n{name}{blocks}\n</div>'


def _text(block: Block, language: Language) -> str:
    match block:
        case Paragraph(text) | Number(text):
            return text
        case Details(title, lines):
            colon = _COLONS[language]
            return "\n".join(
                [f"■{title}", *(f"{name}{colon}{value}" for name, value in lines)]
            )
        case _:
            assert_never(block)


def _html(block: Block) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{_escaped(text)}</p>"
        case Number(text):
            return f'<p style="{_NUMBER}">{_escaped(text)}</p>'
        case Details(title, lines):
            rows = "".join(
                f'<dt style="{_NAME}">{_escaped(name)}</dt>'
                f'<dd style="{_VALUE}">{_escaped(value)}</dd>'
                for name, value in lines
            )
            heading = f'<h2 style="{_HEADING}">{_escaped(title)}</h2>'
            return f'{heading}\n<dl style="{_LINES}">{rows}</dl>'
        case _:
            assert_never(block)


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>\n")
