"""What phones are given: small, packed, kept for ever, and old phones can read it."""

import gzip
import hashlib
import re
from pathlib import Path
from typing import Final

import esprima
import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image

import services.gateway

GATEWAY: Final = Path(services.gateway.__file__).parent
STATIC: Final = GATEWAY / "static"
SCRIPTS: Final = sorted(STATIC.glob("*.js"))
SHEETS: Final = sorted(STATIC.glob("*.css"))
NEWER_VALUE: Final = re.compile(r"\b(?:min|max|clamp)\(|\d[dsl]v[hw]\b")
"""Fine where the same property stands before it in older words, and for limits."""
NEWER_PROPERTY: Final = re.compile(
    r"(?:gap|row-gap|column-gap|inset(?:-\w+)*|aspect-ratio|place-\w+|translate|scale)"
)
NEWER_SELECTOR: Final = re.compile(r":(?:has|is|where|focus-visible)\b|&")
RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
SCANNER: Final = ("till.js", "till.css", "scan-worker.js", "zxing_reader.wasm")
KILOBYTE: Final = 1024
FIRST_SCREEN_MAX: Final = 60 * KILOBYTE
SCANNER_MAX: Final = 500 * KILOBYTE
LINKED: Final = re.compile(r'(?:src|href)="(/static/[^"]+)"')


def test_what_was_built_is_what_its_sources_make() -> None:
    folder = GATEWAY / "scanner"
    sums = [line.split() for line in (folder / "SHA256SUMS").read_text().splitlines()]
    sources = {str(path.relative_to(folder)) for path in (folder / "src").iterdir()}

    assert sources < {name for _, name in sums}
    changed = [
        name
        for digest, name in sums
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest
    ]
    assert changed == [], "run `make scanner`"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_what_an_iphone_with_ios_12_knows(script: Path) -> None:
    def look(node: esprima.nodes.Node, _: object) -> esprima.nodes.Node:
        # The parser lets these two of ES2018 pass.
        properties = getattr(node, "properties", None) or []
        spread = {each.type for each in properties} & {"SpreadElement", "RestElement"}
        assert not spread, "objects were spread only in ES2018"
        return node

    esprima.parseScript(script.read_text(encoding="utf-8"), delegate=look)


@pytest.mark.parametrize("newer", ["a?.b", "a ?? b", "try {} catch {}", "({...a})"])
def test_what_is_newer_would_be_found(newer: str, tmp_path: Path) -> None:
    script = tmp_path / "newer.js"
    script.write_text(newer)

    with pytest.raises((esprima.Error, AssertionError)):
        test_scripts_are_what_an_iphone_with_ios_12_knows(script)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_styles_are_what_an_iphone_with_ios_12_knows_or_have_another(
    sheet: Path,
) -> None:
    assert _newer_styles(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "newer",
    [
        "a { display: flex; gap: 8px; }",
        "a { position: absolute; inset: 0; }",
        "a { height: 100dvh; }",
        "a { aspect-ratio: 1; }",
        "a { font-size: min(2rem, 4vw); }",
        "a:has(b) { color: red; }",
        ":is(a, b) { color: red; }",
        "a:hover, a:focus-visible { color: red; }",
        "a { color: red; b { color: blue; } }",
    ],
)
def test_what_is_newer_than_ios_12_would_be_found_in_styles(newer: str) -> None:
    assert _newer_styles(newer) != []


def test_the_first_screen_is_small(browser: FlaskClient) -> None:
    page = browser.get("/shop/sign-in")
    parts = [_packed(browser, address) for address in LINKED.findall(page.text)]

    assert len(parts) > 3
    whole = len(gzip.compress(page.data)) + sum(map(len, parts))
    assert whole <= FIRST_SCREEN_MAX


def test_the_scanner_is_not_large(browser: FlaskClient) -> None:
    assert sum(len(_packed(browser, _address(name))) for name in SCANNER) <= SCANNER_MAX


@pytest.mark.parametrize(
    ("taken", "sent"),
    [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None)],
)
def test_files_come_as_small_as_the_browser_takes_them(
    browser: FlaskClient, taken: str, sent: str | None
) -> None:
    address = _address("zxing_reader.wasm")
    answer = browser.get(address, headers={"Accept-Encoding": taken})

    assert answer.headers.get("Content-Encoding") == sent
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content_type == "application/wasm"
    assert "immutable" in answer.headers["Cache-Control"]


def test_only_the_worker_may_run_wasm(browser: FlaskClient) -> None:
    worker = browser.get(_address("scan-worker.js")).headers["Content-Security-Policy"]
    page = browser.get("/shop/sign-in").headers["Content-Security-Policy"]

    assert worker == (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    )
    assert "wasm" not in page


def test_nothing_is_loaded_from_elsewhere() -> None:
    for script in SCRIPTS:
        assert not re.search(r"https?://(?!www\.w3\.org)", script.read_text()), script


def test_the_proof_picture_says_what_the_script_expects() -> None:
    with Image.open(STATIC / "proof.png") as picture:
        [found] = zxingcpp.read_barcodes(picture)

    assert found.text == "MK-PROOF"
    assert f'"{found.text}"' in (STATIC / "till.js").read_text()


def _newer_styles(sheet: str) -> list[str]:
    """Return what an old iPhone would pass over, and with it the whole rule."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    found = []
    for selectors, body in RULE.findall(plain):
        rule = selectors.strip()
        # Alone, it is passed over alone; that the focus is then always shown is meant.
        alone = rule == ":focus:not(:focus-visible)"
        if NEWER_SELECTOR.search(rule) and not alone:
            found.append(rule)
        known: set[str] = set()
        for declaration in filter(None, map(str.strip, body.split(";"))):
            name, _, value = declaration.partition(":")
            is_limit = name.startswith(("max-", "min-"))
            newer = NEWER_VALUE.search(value) and not (is_limit or name in known)
            if newer or NEWER_PROPERTY.fullmatch(name):
                found.append(f"{rule} {declaration}")
            known.add(name)
    if re.search(r"\{[^{}@]*\{", re.sub(r"@[^{]*\{", "", plain)):
        found.append("rules within rules")
    return found


def _address(name: str) -> str:
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{digest}/{name}"


def _packed(browser: FlaskClient, address: str) -> bytes:
    answer = browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    return bytes(answer.data)
