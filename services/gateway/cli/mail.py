"""`machiken mail`: how the mail is doing."""

from collections.abc import Iterator

import click

from machiken.contracts.notify import LettersQuery, LettersView, verbs
from services.gateway.cli.answering import Commands, as_json, show
from services.gateway.cli.operator import operator


@click.group(cls=Commands)
def mail() -> None:
    """Look after the letters that the town sends."""


@mail.command("status")
@as_json
def status(*, as_json: bool) -> None:
    """Show how many letters wait, left and gave up."""
    view = operator().call(verbs.LETTERS, LettersQuery())
    show(view, _lines(view), to_machine=as_json)


def _lines(view: LettersView) -> Iterator[str]:
    yield f"waiting   {view.waiting:,}  (oldest {view.oldest_waiting_s} s)"
    yield f"sent      {view.sent:,}"
    yield f"given up  {view.given_up:,}"
    yield f"repeated  {view.repeated:,}"
    for kind, count in sorted(view.by_kind.items()):
        yield f"  {kind}  {count:,}"
