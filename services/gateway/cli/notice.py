"""`machiken notice`: what shops read on their own pages."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import click

from machiken.contracts.notify import (
    NoticeAuthor,
    NoticesQuery,
    NoticeView,
    PublishNotice,
    WithdrawNotice,
    verbs,
)
from machiken.ids import IssuerCode, MerchantCode, NoticeId
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.operator import operator

DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Commands)
def notice() -> None:
    """Look after the notices on the shops' pages."""


@notice.command("publish")
@issuer
@click.option("--text", required=True)
@click.option("--from", "first_on", type=DAY, required=True, help="First day.")
@click.option("--to", "last_on", type=DAY, required=True, help="Last day, included.")
@click.option("--merchant", help="3 characters; without it, all merchants.")
@click.option(
    "--author",
    type=click.Choice([each.value for each in NoticeAuthor]),
    default=NoticeAuthor.SYSTEM.value,
    show_default=True,
)
@click.option("--notice", "notice_id", type=click.UUID, help="Change this one.")
@as_json
def publish(issuer_code: str, *, as_json: bool, **typed: Any) -> None:
    """Publish a notice, or change one; shops see it within seconds."""
    first_on: datetime = typed["first_on"]
    last_on: datetime = typed["last_on"]
    wanted = PublishNotice(
        notice_id=NoticeId(typed["notice_id"] or uuid.uuid4()),
        issuer_code=IssuerCode(issuer_code),
        merchant_code=MerchantCode(typed["merchant"]) if typed["merchant"] else None,
        author=NoticeAuthor(typed["author"]),
        text=typed["text"],
        first_on=first_on.date(),
        last_on=last_on.date(),
    )
    view = operator().call(verbs.PUBLISH_NOTICE, wanted)
    show(view, _lines(view), to_machine=as_json)


@notice.command("withdraw")
@click.argument("notice_id", metavar="NOTICE", type=click.UUID)
@issuer
@as_json
def withdraw(notice_id: UUID, issuer_code: str, *, as_json: bool) -> None:
    """Take NOTICE off all pages."""
    wanted = WithdrawNotice(
        issuer_code=IssuerCode(issuer_code), notice_id=NoticeId(notice_id)
    )
    view = operator().call(verbs.WITHDRAW_NOTICE, wanted)
    show(view, _lines(view), to_machine=as_json)


@notice.command("list")
@issuer
@as_json
def list_notices(issuer_code: str, *, as_json: bool) -> None:
    """Show all notices, the latest first."""
    query = NoticesQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.NOTICES, query)
    lines = (line for each in view.notices for line in _lines(each))
    show(view, lines, to_machine=as_json)


def _lines(view: NoticeView) -> Iterator[str]:
    state = "withdrawn" if view.withdrawn_at else "shown" if view.shown else "not now"
    whose = view.merchant_code or "all"
    yield f"{view.notice_id}  {view.first_on} - {view.last_on}  {whose}  {state}"
    yield from (f"  {line}" for line in view.text.splitlines())
