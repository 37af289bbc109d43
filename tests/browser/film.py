"""A film of papers held before Chromium's fake camera, one after another.

What is filmed is cut out of the printed sheet. A film is JPEG after JPEG; Chromium
plays it at 30 pictures a second and begins anew at its end.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw, ImageEnhance

from deploy.demo.paper import DPI, POINTS_PER_INCH, QR

FRAMES_A_SECOND: Final = 30
SIZE: Final = (640, 480)
PAPER_SHARE: Final = 0.42
"""How much of the picture's height a QR takes, as when a hand holds it."""
DESK: Final = (96, 84, 70)
MARK: Final = (0, 0, 24, 24)
"""A corner outside of the green frame: it tells how many papers were shown, by red."""
MARK_STEP: Final = 10


def scenes(sheet: bytes, count: int) -> Iterator[tuple[str, Image.Image]]:
    """Return the first papers of a print sheet: their QR's text, and their looks."""
    left = count
    for page in pypdfium2.PdfDocument(sheet):
        image = page.render(scale=DPI / POINTS_PER_INCH).to_pil().convert("RGB")
        for found in zxingcpp.read_barcodes(image, formats=QR)[:left]:
            yield found.text, _cut(image, found.position)
            left -= 1
        if left == 0:
            return


def shoot(
    film: Path,
    papers: Sequence[Image.Image],
    *,
    each_s: float = 0.5,
    before_s: float = 1.5,
    after_s: float = 20.0,
) -> None:
    """Write a film: an empty desk, the papers, and an empty desk again."""
    with film.open("wb") as out:
        out.writelines(_held(None, 0, before_s))
        for number, paper in enumerate(papers, start=1):
            out.writelines(_held(_tilted(paper, number), number, each_s))
        out.writelines(_held(None, 0, after_s))


def _held(scene: Image.Image | None, number: int, seconds: float) -> Iterable[bytes]:
    picture = Image.new("RGB", SIZE, DESK) if scene is None else scene.copy()
    red = number * MARK_STEP
    ImageDraw.Draw(picture).rectangle(MARK, fill=(red, 0, 0))
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=90, subsampling="4:2:0")
    return [jpeg.getvalue()] * round(seconds * FRAMES_A_SECOND)


def _tilted(paper: Image.Image, number: int) -> Image.Image:
    """Return the paper as hands hold it: never quite straight, never as bright."""
    turned = paper.rotate((number * 7) % 31 - 15, Image.Resampling.BICUBIC)
    return ImageEnhance.Brightness(turned).enhance(0.75 + number % 4 * 0.1)


def _cut(image: Image.Image, position: zxingcpp.Position) -> Image.Image:
    xs = [position.top_left.x, position.bottom_right.x]
    ys = [position.top_left.y, position.bottom_right.y]
    height = (max(ys) - min(ys)) / PAPER_SHARE
    width = height * SIZE[0] / SIZE[1]
    left, top = (sum(xs) - width) / 2, (sum(ys) - height) / 2
    box = (round(left), round(top), round(left + width), round(top + height))
    return image.crop(box).resize(SIZE, Image.Resampling.BILINEAR)
