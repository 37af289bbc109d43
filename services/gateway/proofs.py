"""本人の確認: the password once more, before what can't be undone.

The services refuse by themselves (`ProofStale`). These pages ask in time, and lead back
to where somebody was; the checkout, the search, the confirmation stay as they were.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Blueprint, current_app, g, redirect, request
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    PasswordWrong,
    ProveAgain,
    SessionView,
    SignInLocked,
    Site,
    verbs,
)
from machiken.contracts.bus import Busy, ProofStale
from machiken.refusals import Refusal
from services.gateway import budgets, devices, forms, sessions, signing_in
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.sign_in_pages import UNFILLED

_TIME_TO_READ: Final = timedelta(minutes=2)
"""Who is shown a page that needs the proof must still have it when he presses."""

NOT_PROVEN: Final = (*UNFILLED, Busy, PasswordWrong, SignInLocked)
"""What a page that asks for the password shows beside it."""


def ask_if_stale() -> None:
    """Raise `ProofStale` where the viewer's proof will soon be too old."""
    if is_stale():
        raise ProofStale(minutes=str(current_app.config["PROOF_MINUTES"]))


def is_stale() -> bool:
    """Return whether the viewer's proof will soon be too old, or there is none."""
    viewer: SessionView = g.viewer
    minutes: int = current_app.config["PROOF_MINUTES"]
    enough = max(timedelta(minutes=minutes) - _TIME_TO_READ, timedelta())
    proven_at = viewer.proven_at
    return proven_at is None or datetime.now(UTC) - proven_at > enough


def proof_on(blueprint: Blueprint, site: Site, code_word: str) -> None:
    """Give the site the page that asks for the password once more."""

    @blueprint.get("/proof")
    def proof() -> ResponseReturnValue:
        """Ask for the password."""
        return _ask(site, code_word, None)

    @blueprint.post("/proof")
    @budgets.spends(budgets.CHANGES)
    def prove_again() -> ResponseReturnValue:
        """Have it checked, and lead back."""
        try:
            prove(site)
        except NOT_PROVEN as refusal:
            return _ask(site, code_word, refusal)
        return redirect(way_back(site), code=303)


def prove(site: Site) -> None:
    """Have the form's password checked; what the page calls next is proven.

    Raises `NOT_PROVEN`.
    """
    proof = ProveAgain(
        session_secret=sessions.secret_of(site),
        password=forms.raw(request.form, "password"),
        address=request.remote_addr or "",
        user_agent=devices.user_agent(),
    )
    given = backends().call(verbs.PROVE_AGAIN, proof)
    sessions.go_on(site, given.session_secret)


def way_back(site: Site) -> str:
    """Return the page that the proof leads back to."""
    return signing_in.came_for(site) or f"/{site.value}/"


def _ask(site: Site, code_word: str, refusal: Refusal | None) -> ResponseReturnValue:
    return page(
        "proof.html",
        refusal,
        code_word=code_word,
        next=way_back(site),
        minutes=current_app.config["PROOF_MINUTES"],
    )
