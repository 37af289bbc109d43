"""No secret stands in the tree, and no file names what it must not."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PRIVATE = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}|xox[baprs]-[0-9A-Za-z-]+"
)
PASSWORD_IN_URL = re.compile(
    r"(?:amqp|postgresql(?:\+psycopg)?|redis)://[^\s:{$]+:[^\s@{$:<]{6,}@"
)
# The manual behind the requirements prints real names; none of them may stand here.
REAL_NAMES = re.compile("|".join(["omakase" + "-emon", "net" + "cash", "こま" + "つ"]))


def test_no_key_stands_in_the_tree() -> None:
    assert _found(PRIVATE) == []


def test_no_password_stands_in_an_address() -> None:
    found = _found(PASSWORD_IN_URL)

    # A test's made-up password guards nothing.
    assert [name for name in found if not name.startswith("tests/")] == []


def test_no_real_town_or_brand_is_named() -> None:
    assert _found(REAL_NAMES) == []


def _found(pattern: re.Pattern[str]) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 - git is where the developer has it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".png", ".pdf", ".lock", ".ico"} or not path.exists():
            continue
        if pattern.search(path.read_text(errors="replace")):
            found.append(name)
    return found
