"""`machiken mail`: how the mail is doing, and what to do where it is not well."""

from collections.abc import Iterator
from typing import BinaryIO
from uuid import UUID

import click

from machiken.contracts.notify import (
    FindLetters,
    LettersFound,
    LettersQuery,
    LetterState,
    LettersView,
    LetterView,
    ResendGivenUp,
    TakeReturned,
    verbs,
)
from machiken.ids import IssuerCode
from services.gateway.cli.answering import Commands, as_json, show
from services.gateway.cli.operator import operator
from services.gateway.resending import resend

whose = click.option(
    "--issuer",
    "issuer_code",
    envvar="ISSUER_CODE",
    help="The campaign's letters; without it, those to the office's own staff.",
)


@click.group(cls=Commands)
def mail() -> None:
    """Look after the letters that the town sends."""


@mail.command("status")
@as_json
def status(*, as_json: bool) -> None:
    """Show how many letters wait, left and gave up."""
    view = operator().call(verbs.LETTERS, LettersQuery())
    show(view, _lines(view), to_machine=as_json)


@mail.command("list")
@whose
@click.option("--state", type=click.Choice([each.value for each in LetterState]))
@click.option("--page", type=click.IntRange(min=1), default=1)
@as_json
def list_letters(
    issuer_code: str | None, state: str | None, page: int, *, as_json: bool
) -> None:
    """Show the record of letters, the latest first; never their secrets."""
    asked = FindLetters(
        issuer_code=IssuerCode(issuer_code) if issuer_code else None,
        state=LetterState(state) if state else None,
        page=page,
    )
    found = operator().call(verbs.FIND_LETTERS, asked)
    show(found, _record(found), to_machine=as_json)


@mail.command("resend")
@click.argument("letter", type=click.UUID)
@whose
@as_json
def resend_one(letter: UUID, issuer_code: str | None, *, as_json: bool) -> None:
    """Send LETTER once more; one that held a password goes out with a new one."""
    issuer = IssuerCode(issuer_code) if issuer_code else None
    again = resend(operator().call, operator().forget, letter, issuer)
    show(again, [_line(again)], to_machine=as_json)


@mail.command("returned")
@click.argument("report", type=click.File("rb"))
@as_json
def take_returned(report: BinaryIO, *, as_json: bool) -> None:
    """Note that a mail came back, by REPORT, the mail that tells so; - reads it in.

    Made for a mail server to hand over what arrives at the sender's address.
    """
    wanted = TakeReturned(content=report.read())
    letter = operator().call(verbs.TAKE_RETURNED, wanted)
    show(letter, [_line(letter)], to_machine=as_json)


@mail.command("resend-given-up")
@whose
@as_json
def resend_all(issuer_code: str | None, *, as_json: bool) -> None:
    """Send all letters once more that were given up and hold no password."""
    issuer = IssuerCode(issuer_code) if issuer_code else None
    wanted = ResendGivenUp(issuer_code=issuer)
    resent = operator().call(verbs.RESEND_GIVEN_UP, wanted)
    show(resent, [f"{resent.count} on their way again"], to_machine=as_json)


def _lines(view: LettersView) -> Iterator[str]:
    yield f"waiting   {view.waiting:,}  (oldest {view.oldest_waiting_s} s)"
    yield f"sent      {view.sent:,}"
    yield f"given up  {view.given_up:,}"
    yield f"returned  {view.returned:,}"
    yield f"repeated  {view.repeated:,}"
    for kind, count in sorted(view.by_kind.items()):
        yield f"  {kind}  {count:,}"


def _record(found: LettersFound) -> Iterator[str]:
    yield from map(_line, found.letters)
    if found.more:
        yield f"more: --page {found.page + 1}"


def _line(letter: LetterView) -> str:
    written = f"{letter.written_at:%Y-%m-%d %H:%M}"
    said = f"  {letter.failure} ({letter.tries} tries)" if letter.failure else ""
    return (
        f"{letter.letter_id}  {written}  {letter.state}  {letter.kind}"
        f"  {letter.email}{said}"
    )
