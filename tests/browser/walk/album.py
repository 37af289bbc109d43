"""The contact sheet: all screens side by side, to be looked at.

Chromium lays it out, for it has the letters that the pages have. One picture holds all
parts; each part is a strip of its own, too, for the shops' guide.
"""

import io
from html import escape
from pathlib import Path
from typing import Final

from PIL import Image

from tests.browser.phone import browsing

ROOT: Final = Path(__file__).parents[3] / "build" / "screens"
SHEET: Final = "shop"
BYTES_MAX: Final = 600_000
"""More is too much to be kept with the code."""
QUALITY: Final = 72
A_ROW: Final = 10
A_STRIP: Final = 5
FRONT: Final = ("3-1 金額の入力", "3-4 決済継続確認", "3-3 決済確認", "3-3 決済完了")
"""What the README begins with."""
THUMB_PX: Final = 220
GAP_PX: Final = 18
STYLE: Final = f"""
body {{ margin: 0; padding: {GAP_PX}px 0 0 {GAP_PX}px; width: max-content;
  background: #efeae0; color: #26231f;
  font: 700 15px system-ui, "BIZ UDPGothic", sans-serif; }}
main {{ display: grid; grid-template-columns: repeat(var(--row), {THUMB_PX}px); }}
main {{ grid-gap: {GAP_PX}px; padding: 0 {GAP_PX}px {GAP_PX}px 0; }}
figure {{ margin: 0; position: relative; }}
h2 {{ font-size: 19px; height: 1.6em; margin: 0; white-space: nowrap; }}
img {{ display: block; width: 100%; border-radius: 10px; border: 1px solid #cfc6b6; }}
figcaption {{ padding: 7px 2px 0; line-height: 1.35; }}
"""


class Album:
    """Pictures in the order in which they were taken, part by part."""

    def __init__(self, titles: dict[str, str]) -> None:
        """Begin empty; `titles` says how each part is headed, in order."""
        self._titles = titles
        self._kept: dict[str, list[tuple[str, Path]]] = {part: [] for part in titles}
        ROOT.mkdir(parents=True, exist_ok=True)

    def keep(self, part: str, caption: str, picture: bytes) -> None:
        """Add one picture."""
        kept = self._kept[part]
        path = ROOT / f"{part}-{len(kept) + 1:02}.png"
        path.write_bytes(picture)
        kept.append((caption, path))

    def bind(self) -> None:
        """Write the sheet, the strips and the front, of what was walked."""
        strips = {part: kept for part, kept in self._kept.items() if kept}
        all_kept = [each for kept in strips.values() for each in kept]
        front = [each for each in all_kept if each[0] in FRONT]
        if not all_kept:
            return
        sheets = {SHEET: all_kept, "front": front} | strips
        with browsing() as context:
            page = context.new_page()
            for name, shown in sheets.items():
                drawn = ROOT / f"{name}.html"
                drawn.write_text(self._html(shown, whole=name == SHEET))
                page.goto(drawn.as_uri())
                _write(ROOT / f"{name}.webp", page.locator("body").screenshot())

    def _html(self, shown: list[tuple[str, Path]], *, whole: bool) -> str:
        row = A_ROW if whole else min(A_STRIP, len(shown))
        style = f":root {{ --row: {row} }} {STYLE}"
        figures = "".join(
            f"<figure>{self._title(path) if whole else ''}<img src={path.as_uri()}>"
            f"<figcaption>{escape(caption)}</figcaption></figure>"
            for caption, path in shown
        )
        head = f"<!doctype html><meta charset=utf-8><style>{style}</style>"
        return f"{head}<main>{figures}</main>"

    def _title(self, path: Path) -> str:
        """Return a part's title above its first picture, and its room above others."""
        begins = {kept[0][1]: part for part, kept in self._kept.items() if kept}
        title = self._titles[begins[path]] if path in begins else ""
        return f"<h2>{escape(title)}</h2>"


def _write(path: Path, png: bytes) -> None:
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").save(path, "WEBP", quality=QUALITY, method=6)
    size = path.stat().st_size
    assert size <= BYTES_MAX, f"{path} has {size} bytes"
