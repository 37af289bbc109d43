"""A landscape with a piece cut out: sky, sun, clouds, hills and trees, drawn by us."""

import io
import math
import random
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH: Final = 300
HEIGHT: Final = 168
PIECE: Final = 56

_FINE: Final = 2
_SKIES: Final = (
    ((120, 186, 232), (226, 240, 250)),
    ((246, 176, 128), (253, 232, 196)),
    ((132, 150, 206), (248, 208, 196)),
    ((98, 170, 190), (232, 244, 226)),
)
_LAND: Final = (
    ((150, 190, 160), (96, 156, 110), (52, 112, 78)),
    ((196, 176, 128), (146, 146, 88), (88, 108, 62)),
    ((138, 170, 184), (92, 138, 140), (46, 98, 96)),
)
_random: Final = random.SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzle:
    """The picture with its hole (JPEG), the piece (PNG), and where it belongs."""

    picture: bytes
    piece: bytes
    x: int
    y: int


def draw() -> Puzzle:
    """Return a new puzzle. Takes tens of milliseconds."""
    landscape, mask = _landscape(), _mask()
    x = _random.randrange(PIECE + 24, WIDTH - PIECE - 8)
    y = _random.randrange(8, HEIGHT - PIECE - 8)
    piece = landscape.crop((x, y, x + PIECE, y + PIECE)).convert("RGBA")
    piece.putalpha(mask)
    rim = ImageChops.subtract(mask, mask.filter(ImageFilter.MinFilter(5)))
    piece.paste((255, 255, 255, 255), (0, 0), rim)
    shade = Image.new("L", (WIDTH, HEIGHT), 0)
    shade.paste(mask.point(lambda value: value * 6 // 10), (x, y))
    dark = Image.new("RGB", (WIDTH, HEIGHT), (24, 28, 30))
    holed = Image.composite(dark, landscape, shade)
    outline = Image.new("L", (WIDTH, HEIGHT), 0)
    outline.paste(rim, (x, y))
    holed.paste((255, 255, 255), (0, 0), outline.point(lambda value: value * 7 // 10))
    return Puzzle(
        picture=_file(holed, "JPEG", quality=80), piece=_file(piece, "PNG"), x=x, y=y
    )


def _landscape() -> Image.Image:
    width, height = WIDTH * _FINE, HEIGHT * _FINE
    picture = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(picture)
    top, bottom = _random.choice(_SKIES)
    for y in range(height):
        pen.line((0, y, width, y), fill=_between(top, bottom, y / height))
    _sun(pen, width)
    for _ in range(_random.randrange(3, 6)):
        _cloud(pen, width, height)
    land = _random.choice(_LAND)
    for depth, colour in enumerate(land):
        ridge = _hill(pen, height * (46 + 17 * depth) // 100, colour)
        if depth:
            _trees(pen, ridge, colour, depth)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _sun(pen: ImageDraw.ImageDraw, width: int) -> None:
    x, y = _random.randrange(width), _random.randrange(20, 100)
    for radius, colour in ((44, (255, 240, 200)), (32, (255, 226, 130))):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _cloud(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
    x, y = _random.randrange(width), _random.randrange(height // 3)
    for _ in range(5):
        left, up = x + _random.randrange(-50, 50), y + _random.randrange(-8, 8)
        size = _random.randrange(16, 34)
        box = (left - size, up - size // 2, left + size, up + size // 2)
        pen.ellipse(box, fill=(252, 252, 250))


def _hill(
    pen: ImageDraw.ImageDraw, base: int, colour: tuple[int, int, int]
) -> list[tuple[int, int]]:
    width, height = WIDTH * _FINE, HEIGHT * _FINE
    waves = [
        (_random.uniform(8, 26), _random.uniform(90, 260), _random.uniform(0, 6.3))
        for _ in range(3)
    ]
    ridge = [
        (x, round(base + sum(a * math.sin(x / b + c) for a, b, c in waves)))
        for x in range(0, width + 1, 6)
    ]
    pen.polygon([*ridge, (width, height), (0, height)], fill=colour)
    return ridge


def _trees(
    pen: ImageDraw.ImageDraw,
    ridge: list[tuple[int, int]],
    colour: tuple[int, int, int],
    depth: int,
) -> None:
    leaf = _between(colour, (20, 60, 40), 0.5)
    for _ in range(_random.randrange(9, 16)):
        x, y = _random.choice(ridge)
        y += _random.randrange(4, 50)
        tall = _random.randrange(14, 24) * (depth + 1) // 2
        pen.rectangle((x - 2, y - tall // 4, x + 2, y + 3), fill=(94, 72, 52))
        if _random.random() < 0.5:  # noqa: PLR2004 - as many firs as round trees
            fir = [(x - tall // 2, y), (x + tall // 2, y), (x, y - tall * 3 // 2)]
            pen.polygon(fir, fill=leaf)
        else:
            crown = (x - tall // 2, y - tall * 5 // 4, x + tall // 2, y - tall // 5)
            pen.ellipse(crown, fill=_between(leaf, (190, 150, 60), 0.3))


def _mask() -> Image.Image:
    size, edge, knob = PIECE * 4, 40, 34
    mask = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(mask)
    pen.rectangle((edge, edge, size - edge, size - edge), fill=255)
    middle = size // 2
    sides = (
        (middle, edge),
        (size - edge, middle),
        (middle, size - edge),
        (edge, middle),
    )
    for x, y in sides:
        fill = 255 if _random.random() < 0.5 else 0  # noqa: PLR2004 - knob or notch
        pen.ellipse((x - knob, y - knob, x + knob, y + knob), fill=fill)
    return mask.resize((PIECE, PIECE), Image.Resampling.LANCZOS)


def _between(
    one: tuple[int, int, int], other: tuple[int, int, int], share: float
) -> tuple[int, int, int]:
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(one, other, strict=True)
    )
    return red, green, blue


def _file(image: Image.Image, kind: str, **how: int) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()
