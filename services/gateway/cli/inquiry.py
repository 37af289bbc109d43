"""`machiken inquiry`: the office's inbox, and answering by mail."""

import sys
import uuid
from collections.abc import Iterator

import click

from machiken.contracts.notify import (
    AnswerInquiry,
    InquiriesFound,
    InquiriesQuery,
    InquiryQuery,
    InquiryView,
    verbs,
)
from machiken.ids import IssuerCode
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.operator import operator

number_argument = click.argument("number", type=click.IntRange(min=1))


@click.group(cls=Commands)
def inquiry() -> None:
    """Look after what people ask the office."""


@inquiry.command("list")
@issuer
@click.option("--answered/--open", default=False, help="Those answered, or to be.")
@click.option("--page", type=click.IntRange(min=1), default=1)
@as_json
def list_inquiries(
    issuer_code: str, page: int, *, answered: bool, as_json: bool
) -> None:
    """Show inquiries, the latest first."""
    query = InquiriesQuery(
        issuer_code=IssuerCode(issuer_code), answered=answered, page=page
    )
    found = operator().call(verbs.INQUIRIES, query)
    show(found, _list(found), to_machine=as_json)


@inquiry.command("show")
@number_argument
@issuer
@as_json
def show_one(number: int, issuer_code: str, *, as_json: bool) -> None:
    """Show inquiry NUMBER with its answers."""
    query = InquiryQuery(issuer_code=IssuerCode(issuer_code), number=number)
    view = operator().call(verbs.INQUIRY, query)
    show(view, _lines(view), to_machine=as_json)


@inquiry.command("answer")
@number_argument
@issuer
@click.option("--text", help="The answer; without it, it is read from the input.")
@as_json
def answer(number: int, issuer_code: str, text: str | None, *, as_json: bool) -> None:
    """Answer inquiry NUMBER by mail."""
    wanted = AnswerInquiry(
        issuer_code=IssuerCode(issuer_code),
        number=number,
        answer_id=uuid.uuid4(),
        text=sys.stdin.read() if text is None else text,
    )
    view = operator().call(verbs.ANSWER_INQUIRY, wanted)
    show(view, _lines(view), to_machine=as_json)


def _list(found: InquiriesFound) -> Iterator[str]:
    for each in found.inquiries:
        first, *_ = each.text.splitlines()
        sent = f"{each.sent_at:%Y-%m-%d %H:%M}"
        yield f"{each.number}  {sent}  {each.sort}/{each.kind}  {each.name}  {first}"
    yield f"{found.waiting} to be answered"
    if found.more:
        yield f"more: --page {found.page + 1}"


def _lines(view: InquiryView) -> Iterator[str]:
    proven = f"  ({view.merchant_code}, signed in)" if view.merchant_code else ""
    yield f"{view.number}  {view.sort}/{view.kind}  {view.name}  {view.email}{proven}"
    yield from (f"  {line}" for line in view.text.splitlines())
    for each in view.answers:
        yield f"{each.answered_at:%Y-%m-%d %H:%M}  {each.answered_by}"
        yield from (f"  {line}" for line in each.text.splitlines())
