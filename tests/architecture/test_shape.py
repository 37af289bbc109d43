"""All services have one shape, and no file or function outgrows a reader's patience."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from machiken import migrate

ROOT = Path(__file__).parent.parent.parent
CODE = ("machiken", "services", "deploy", "bench")
FILE_LINES_MAX = 230
TEST_LINES_MAX = 320
FUNCTION_LINES_MAX = 40
PARTS = {"domain", "store", "usecases", "migrations"}
OPTIONAL = {"doors"}
"""More doors than one file has room for."""
FILES = {"__init__.py", "service.py", "worker.py", "settings.py"}


@pytest.mark.parametrize("service", migrate.SERVICES)
def test_whoever_knows_one_service_knows_them_all(service: str) -> None:
    folder = ROOT / "services" / service
    found = {each.name for each in folder.iterdir() if each.name != "__pycache__"}

    assert found - OPTIONAL == PARTS | FILES


def test_no_file_is_long() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path, lines in _lines(*CODE)
        if lines > FILE_LINES_MAX
    }

    assert long == {}


def test_no_test_file_is_long() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path, lines in _lines("tests")
        if lines > TEST_LINES_MAX
    }

    assert long == {}


def test_no_function_is_long() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path, _ in _lines(*CODE)
        for function in _functions(path)
        if _length(function) > FUNCTION_LINES_MAX
    ]

    assert long == []


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "misc", "common_utils"}
    found = [path for path, _ in _lines(*CODE) if path.stem in drawers]

    assert found == []


def _lines(*folders: str) -> Iterator[tuple[Path, int]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, len(path.read_text().splitlines())


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node


def _length(function: ast.FunctionDef) -> int:
    """Return the lines of the body, its docstring aside."""
    assert function.end_lineno is not None
    body = function.body
    first = body[1] if ast.get_docstring(function) and len(body) > 1 else body[0]
    return function.end_lineno - first.lineno + 1
