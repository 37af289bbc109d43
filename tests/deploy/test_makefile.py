"""The commands that people type."""

import re
import subprocess

from deploy.local.site import CLONE

TARGETS = (
    *("help", "setup", "fmt", "lint", "test", "soak", "check", "demo", "up", "down"),
    *("status", "logs", "bench", "bench-reads", "bench-scale", "contracts"),
    *("words", "migration", "scanner", "screens", "docs"),
)


def test_make_alone_explains_every_target() -> None:
    shown = _make()

    assert sorted(re.findall(r"^  make ([\w-]+) +\S", shown, re.MULTILINE)) == sorted(
        TARGETS
    )


def test_a_target_is_one_line() -> None:
    text = (CLONE / "Makefile").read_text()
    recipes = re.findall(
        r"^([\w-]+):[^=\n]*##[^\n]*\n((?:\t[^\n]*\n)+)", text, re.MULTILINE
    )

    assert sorted(name for name, _ in recipes) == sorted(TARGETS)
    assert [name for name, lines in recipes if lines.count("\n") != 1] == []


def test_ci_runs_what_a_change_must_pass() -> None:
    script = CLONE / ".ci" / "run"

    assert script.stat().st_mode & 0o111
    assert "make --no-print-directory check" in script.read_text()
    for needed in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert needed in _make("--dry-run", "check")
    assert "deploy.contracts --check" in _make("--dry-run", "check")


def _make(*words: str) -> str:
    return subprocess.run(  # noqa: S603 - our own Makefile
        ["/usr/bin/make", *words], cwd=CLONE, check=True, capture_output=True, text=True
    ).stdout
