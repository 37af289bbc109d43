"""`python -m deploy.documents`: every link inside the documents leads somewhere."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\(([^)\s]+)\)")
ELSEWHERE = ("http://", "https://", "mailto:", "#")


def main() -> int:
    """Print the links that lead nowhere; return the exit code."""
    broken = list(broken_links())
    for document, link in broken:
        print(f"{document.relative_to(ROOT)}: {link} leads nowhere")
    return 1 if broken else 0


def broken_links() -> Iterator[tuple[Path, str]]:
    """Return each document with a relative link whose file is missing."""
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *_deploys()]:
        for link in LINK.findall(document.read_text()):
            target = unquote(link.partition("#")[0])
            if (
                not link.startswith(ELSEWHERE)
                and not (document.parent / target).exists()
            ):
                yield document, link


def _deploys() -> Iterator[Path]:
    return ROOT.glob("deploy/**/*.md")


if __name__ == "__main__":
    sys.exit(main())
