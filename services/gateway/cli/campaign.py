"""`machiken campaign`: set a campaign up from its file, and show how it stands."""

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from machiken.contracts.redemption import (
    CampaignQuery,
    CampaignRules,
    CampaignView,
    verbs,
)
from machiken.contracts.wire import Misfit, from_wire
from machiken.ids import IssuerCode
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.operator import operator


@click.group(cls=Commands)
def campaign() -> None:
    """Look after campaigns: their rules and their calendar."""


@campaign.command("apply")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def apply_campaign(file: Path, *, as_json: bool) -> None:
    """Set up the campaign of FILE (TOML), or change it; the same again is nothing."""
    view = operator().call(verbs.APPLY_CAMPAIGN, rules_in(file))
    show(view, _lines(view), to_machine=as_json)


@campaign.command("show")
@issuer
@as_json
def show_campaign(issuer_code: str, *, as_json: bool) -> None:
    """Show a campaign and its half-months."""
    query = CampaignQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.CAMPAIGN, query)
    show(view, _lines(view), to_machine=as_json)


def rules_in(file: Path) -> CampaignRules:
    """Return the rules that the file states. Raises `click.BadParameter`."""
    try:
        stated: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{file}: {error}") from error
    stated = stated.get("campaign", stated)
    unknown = sorted(set(stated) - {field.name for field in fields(CampaignRules)})
    if unknown:
        # A mistyped name would silently leave the rule as it was.
        raise click.BadParameter(f"{file}: unknown {', '.join(unknown)}")
    try:
        return from_wire(CampaignRules, stated)
    except Misfit as misfit:
        raise click.BadParameter(f"{file}: {misfit}") from misfit


def _lines(view: CampaignView) -> Iterator[str]:
    rules = view.rules
    yield f"{rules.issuer_code}  {rules.name}  ({rules.issuer_name})"
    yield f"  version   {view.version}"
    yield f"  voucher   {rules.face_value}, prefix {rules.voucher_prefix}"
    yield f"  payment   multiples of {rules.unit} up to {rules.limit}"
    yield f"  use       {rules.use_first_on} - {rules.use_last_on}"
    yield f"  redeem    {rules.redeem_first_on} - {rules.redeem_last_on}"
    for each in view.periods:
        state = "sealed" if each.sealed else "open"
        yield f"  {each.first_on} - {each.last_on}  pay by {each.pay_by}  {state}"
