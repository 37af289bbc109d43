"""The slider puzzle before the password: a speed bump, never a proof of anybody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPuzzle:
    """Ask for a puzzle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PuzzleDrawn:
    """A picture with a hole, and the piece that belongs there; only `y` is told."""

    puzzle_secret: str
    picture: bytes
    """JPEG."""
    piece: bytes
    """PNG."""
    width: int
    height: int
    piece_size: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PuzzleAnswer:
    """Where somebody put the piece."""

    puzzle_secret: str
    x: int
