"""`machiken campaign mails`: a campaign's letters with made-up names in them."""

from collections.abc import Iterator
from pathlib import Path

import click

from machiken.contracts import notify
from machiken.contracts.notify import SampleLetters
from machiken.contracts.redemption import CampaignQuery, CampaignRules, verbs
from machiken.ids import IssuerCode
from services.gateway.cli.answering import as_json, show
from services.gateway.cli.campaign import campaign, rules_in
from services.gateway.cli.operator import operator


@campaign.command("mails")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--issuer", "issuer_code", envvar="ISSUER_CODE", help="Without a FILE.")
@click.option("--kind", help="Only this one, as `machiken mail list` names it.")
@as_json
def mails(
    file: Path | None, issuer_code: str | None, kind: str | None, *, as_json: bool
) -> None:
    """Show the letters as FILE (TOML) would have them, or as the campaign has them.

    The names in them are made up, and nothing is sent.
    """
    found = operator().call(notify.verbs.PREVIEW_LETTERS, _rules(file, issuer_code))
    shown = tuple(each for each in found.letters if kind in {None, each.kind})
    if not shown:
        raise click.BadParameter(f"--kind: none is a {kind}")
    letters = SampleLetters(letters=shown)
    show(letters, _lines(letters), to_machine=as_json)


def _rules(file: Path | None, issuer_code: str | None) -> CampaignRules:
    if file is not None:
        rules = rules_in(file)
        # What could not be applied has no letters to look at.
        operator().call(verbs.PREVIEW_CAMPAIGN, rules)
        return rules
    if issuer_code is None:
        raise click.UsageError("give a FILE, or --issuer")
    query = CampaignQuery(issuer_code=IssuerCode(issuer_code))
    return operator().call(verbs.CAMPAIGN, query).rules


def _lines(found: SampleLetters) -> Iterator[str]:
    for each in found.letters:
        yield f"#### {each.kind}: {each.subject}"
        yield ""
        yield each.text
