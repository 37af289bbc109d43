"""The contact sheet: all screens side by side, to be looked at.

Chromium lays it out, for it has the letters that the pages have. One picture holds all
parts; each part is a strip of its own, too, for the clerks' guide.
"""

import io
from html import escape
from pathlib import Path
from typing import Final

from PIL import Image

from tests.browser.phone import chromium

ROOT: Final = Path(__file__).parents[3] / "build" / "screens"
SHEET: Final = "shop"
BYTES_MAX: Final = 600_000
"""More is too much to be kept with the code."""
QUALITY: Final = 72
A_ROW: Final = 10
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
        """Write the sheet and the strips, of what was walked."""
        parts = [part for part, kept in self._kept.items() if kept]
        if not parts:
            return
        with chromium() as (_, context):
            page = context.new_page()
            for name, shown in [(SHEET, parts), *((part, [part]) for part in parts)]:
                drawn = ROOT / f"{name}.html"
                drawn.write_text(self._html(shown, headed=name == SHEET))
                page.goto(drawn.as_uri())
                picture = page.locator("body").screenshot()
                _write(ROOT / f"{name}.webp", picture)

    def _html(self, parts: list[str], *, headed: bool) -> str:
        figures = [
            self._figure(part, at, headed=headed)
            for part in parts
            for at in range(len(self._kept[part]))
        ]
        row = min(A_ROW, len(figures))
        style = f":root {{ --row: {row} }} {STYLE}"
        head = f"<!doctype html><meta charset=utf-8><style>{style}</style>"
        return f"{head}<main>{''.join(figures)}</main>"

    def _figure(self, part: str, at: int, *, headed: bool) -> str:
        caption, path = self._kept[part][at]
        title = escape(self._titles[part]) if at == 0 else ""
        return (
            f"<figure>{f'<h2>{title}</h2>' if headed else ''}"
            f"<img src={path.as_uri()}><figcaption>{escape(caption)}</figcaption>"
            "</figure>"
        )


def _write(path: Path, png: bytes) -> None:
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").save(path, "WEBP", quality=QUALITY, method=6)
    size = path.stat().st_size
    assert size <= BYTES_MAX, f"{path} has {size} bytes"
