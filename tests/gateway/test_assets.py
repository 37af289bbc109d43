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


def _address(name: str) -> str:
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{digest}/{name}"


def _packed(browser: FlaskClient, address: str) -> bytes:
    answer = browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    return bytes(answer.data)
