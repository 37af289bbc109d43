"""Ask for a puzzle, and look at its answer."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import BeginSignIn, PuzzleDrawn, PuzzleMissed
from machiken.refusals import Refusal
from services.auth.domain import puzzle
from services.auth.domain.puzzle_picture import HEIGHT, PIECE, WIDTH, Puzzle
from services.auth.store import puzzles


def hand_out(tx: Session, drawn: Puzzle) -> PuzzleDrawn:
    """Return the puzzle as it is shown; where the piece belongs stays here."""
    return PuzzleDrawn(
        puzzle_secret=puzzles.record(tx, drawn.x, at=clock.now(tx)),
        picture=drawn.picture,
        piece=drawn.piece,
        width=WIDTH,
        height=HEIGHT,
        piece_size=PIECE,
        y=drawn.y,
    )


def check(tx: Session, request: BeginSignIn) -> Refusal | None:
    """Return `PuzzleMissed` where an answer is wrong, late or was given before.

    Returned, because the puzzle stays used up. Who answers none is counted elsewhere.
    """
    if request.puzzle is None:
        return None
    hidden = puzzles.take(tx, request.puzzle.puzzle_secret)
    if hidden is None or not puzzle.is_right(hidden, request.puzzle.x, clock.now(tx)):
        return PuzzleMissed()
    return None
