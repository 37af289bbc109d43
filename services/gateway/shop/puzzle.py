"""The slider puzzle of the password page: shown, and its answer read."""

import base64

from flask import request

from machiken.contracts.auth import NewPuzzle, PuzzleAnswer, PuzzleDrawn, Site, verbs
from machiken.contracts.bus import Busy
from services.gateway import forms, signing_in
from services.gateway.backends import OutcomeUnknown, Unavailable, backends
from services.gateway.refusals import FormMalformed
from services.gateway.signing_in import Attempt


def drawn_for(under_way: Attempt) -> PuzzleDrawn | None:
    """Return a new puzzle, or None where it can't be had: then the mail must do."""
    try:
        drawn = backends().call_as_visitor(verbs.NEW_PUZZLE, NewPuzzle())
    except (Busy, Unavailable, OutcomeUnknown):
        return None
    signing_in.keep_puzzle(Site.SHOP, under_way, drawn.puzzle_secret)
    return drawn


def answer(under_way: Attempt) -> PuzzleAnswer | None:
    """Return where the piece was put; None where somebody goes on by mail.

    Raises `FormMalformed`.
    """
    if forms.optional(request.form, "way") != "puzzle":
        return None
    x = forms.optional(request.form, "puzzle_x")
    if not (x.isascii() and x.isdecimal()) or len(x) > len("000"):
        raise FormMalformed(field="puzzle_x")
    return PuzzleAnswer(puzzle_secret=under_way.puzzle_secret, x=int(x))


def as_address(picture: bytes, kind: str) -> str:
    """Return a picture as an address that carries all of it: it is shown once."""
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
