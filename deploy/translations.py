"""Writes the catalogues of the pages' words from the templates and the code.

    python -m deploy.translations            # take in new words, keep the others
    python -m deploy.translations --check    # say what is missing or out of date

What phones are given to read (`.mo`) is committed beside the words (`.po`), so that a
gateway starts without having made anything first.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

GATEWAY: Final = Path(__file__).parent.parent / "services" / "gateway"
FOLDER: Final = GATEWAY / "translations"
_METHODS: Final = [
    ("templates/**.html", "jinja2"),
    ("templates/**.json", "jinja2"),
    ("**.py", "python"),
]
_KEYWORDS: Final = {"_": None, "gettext": None, "ngettext": (1, 2), "marked": None}
_LINE_CHARS_MAX: Final = 100
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Whoever wants to know when something changed asks git."""


def main(arguments: list[str]) -> int:
    """Write or check every catalogue; return 1 where something is to be done."""
    parser = argparse.ArgumentParser(prog="python -m deploy.translations")
    parser.add_argument("--check", action="store_true")
    told = parser.parse_args(arguments)
    failed = False
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po")):
        merged = _merged(path)
        if not told.check:
            path.write_bytes(_words(merged))
            path.with_suffix(".mo").write_bytes(_compiled(merged))
        for finding in findings(path):
            failed = True
            print(f"{path.parent.parent.name}: {finding}")
    return int(failed)


def findings(path: Path) -> Iterator[str]:
    """Return what keeps a catalogue from being whole and up to date."""
    merged = _merged(path)
    for message in merged:
        if message.id and (message.fuzzy or not all(_texts(message))):
            yield f"not translated: {_first(message)}"
    if path.read_bytes() != _words(merged):
        yield "out of date: run python -m deploy.translations"
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != _compiled(merged):
        yield "messages.mo is not what messages.po says: run it, too"


def _merged(path: Path) -> Catalog:
    """Return the catalogue with the words that the pages have now, and no others."""
    with path.open("rb") as file:
        kept = read_po(file, locale=path.parent.parent.name, abort_invalid=True)
    kept.update(_found(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.project, kept.version = "Machiken", "1"
    kept.creation_date = kept.revision_date = _NO_DATE
    return kept


def _found() -> Catalog:
    found = Catalog()
    extracted = extract_from_dir(
        GATEWAY, method_map=_METHODS, keywords=_KEYWORDS, comment_tags=()
    )
    for name, _line, text, _comments, context in extracted:
        found.add(text, None, [(name, 0)], context=context)
    return found


def _words(catalog: Catalog) -> bytes:
    """Return the catalogue as text; it changes only where words do."""
    written = io.BytesIO()
    write_po(
        written,
        catalog,
        width=_LINE_CHARS_MAX,
        omit_header=False,
        include_lineno=False,
        sort_by_file=True,
    )
    return written.getvalue()


def _compiled(catalog: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def _texts(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
