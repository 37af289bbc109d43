import io
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image

from machiken.contracts.auth import (
    PuzzleAnswer,
    PuzzleDrawn,
    PuzzleMissed,
    PuzzleNeeded,
    SignInFailed,
    Site,
)
from services.auth.domain.puzzle_picture import HEIGHT, PIECE, WIDTH, Puzzle, draw
from services.auth.store.tables import PUZZLE
from services.auth.usecases import puzzle
from tests.auth.town import Town, at_once, at_till


def test_a_puzzle_is_a_picture_and_a_piece_that_fits_into_it() -> None:
    drawn = draw()

    assert Image.open(io.BytesIO(drawn.picture)).size == (WIDTH, HEIGHT)
    assert Image.open(io.BytesIO(drawn.piece)).size == (PIECE, PIECE)
    assert PIECE < drawn.x < WIDTH - PIECE
    assert 0 < drawn.y < HEIGHT - PIECE


def test_no_two_pictures_are_alike() -> None:
    assert len({draw().picture for _ in range(20)}) == 20


@pytest.mark.parametrize(
    ("off", "right"), [(0, True), (6, True), (-6, True), (7, False)]
)
def test_the_piece_may_be_six_pixels_off(town: Town, off: int, right: bool) -> None:  # noqa: FBT001
    drawn, shown = _shown(town)

    assert _is_right(town, shown.puzzle_secret, drawn.x + off) is right


def test_a_puzzle_is_good_for_one_answer_right_or_wrong(town: Town) -> None:
    drawn, shown = _shown(town)

    assert not _is_right(town, shown.puzzle_secret, drawn.x + 50)
    assert not _is_right(town, shown.puzzle_secret, drawn.x)
    assert town.rows(PUZZLE) == []


def test_of_eight_right_answers_at_once_one_counts(town: Town) -> None:
    drawn, shown = _shown(town)

    answers = at_once(8, lambda _: _is_right(town, shown.puzzle_secret, drawn.x))

    assert sorted(answers) == [False] * 7 + [True]


def test_after_two_minutes_it_is_too_late(town: Town) -> None:
    drawn, shown = _shown(town)
    town.move_clock(timedelta(seconds=121))

    assert not _is_right(town, shown.puzzle_secret, drawn.x)


def test_without_the_puzzle_two_failures_are_the_last(
    town: Town, password: str
) -> None:
    for _ in range(2):
        with pytest.raises(SignInFailed):
            town.begin("Wrong12345", puzzle=None)

    with pytest.raises(PuzzleNeeded):
        town.begin(password, puzzle=None)
    assert town.begin(password).sign_in_secret


def test_a_right_password_needs_no_puzzle(town: Town, password: str) -> None:
    assert town.begin(password, puzzle=None).sign_in_secret


def test_at_the_pc_there_is_no_puzzle(town: Town, password: str) -> None:
    at_pc = {"site": Site.PORTAL, "code": "C001", "puzzle": None}
    for _ in range(3):
        with pytest.raises(SignInFailed):
            town.begin("Wrong12345", **at_pc)

    assert town.begin(password, **at_pc).sign_in_secret


def _shown(town: Town) -> tuple[Puzzle, PuzzleDrawn]:
    drawn = draw()
    with town.db.begin() as tx:
        return drawn, puzzle.hand_out(tx, drawn)


def _is_right(town: Town, secret: str, x: int) -> bool:
    answered = replace(
        at_till("Abcdefgh12"), puzzle=PuzzleAnswer(puzzle_secret=secret, x=x)
    )
    with town.db.begin() as tx:
        refusal = puzzle.check(tx, answered)
    assert refusal is None or refusal.code == PuzzleMissed.code
    return refusal is None
