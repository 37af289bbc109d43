"""How every command ends: an answer for a person or a machine, and an exit code."""

import json
import os
from collections.abc import Iterable
from typing import Any, Final

import click
from pika.exceptions import AMQPError

from machiken.bus.client import OutcomeUnknown, Unavailable
from machiken.contracts.wire import to_wire
from machiken.refusals import Refusal
from machiken.settings import SettingsMissing
from services.gateway.languages import Language
from services.gateway.sentences import sentence

REFUSED: Final = 1
NOT_UNDERSTOOD: Final = 2
NOT_AVAILABLE: Final = 3

_AWAY: Final = {
    Language.JAPANESE: "サービスにつながりません。動いているか、ご確認ください。",
    Language.ENGLISH: "The services can't be reached. Are they running?",
}
_UNKNOWN: Final = {
    Language.JAPANESE: "結果を確認できませんでした。もう一度同じ操作をしてください。",
    Language.ENGLISH: "The outcome is unknown. Please run the same command again.",
}

as_json = click.option(
    "--json", "as_json", is_flag=True, help="Answer as JSON, for machines."
)
issuer = click.option(
    "--issuer",
    "issuer_code",
    envvar="ISSUER_CODE",
    required=True,
    help="The issuer code of the campaign, 9 characters.",
)


class Answering(click.Command):
    """A command whose failures become sentences and exit codes, never traces."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            said = {"refusal": refusal.code, "facts": refusal.facts}
            _fail(ctx, REFUSED, sentence(refusal, language()), said)
        except SettingsMissing as missing:
            _fail(ctx, NOT_UNDERSTOOD, str(missing), {"outcome": "settings_missing"})
        except (Unavailable, AMQPError):
            _fail(ctx, NOT_AVAILABLE, _AWAY[language()], {"outcome": "unavailable"})
        except OutcomeUnknown as unknown:
            facts = {"outcome": "unknown", "reference": unknown.reference}
            _fail(ctx, NOT_AVAILABLE, _UNKNOWN[language()], facts)


class Commands(click.Group):
    """A group of such commands."""

    command_class = Answering


def language() -> Language:
    """Return the operator's language, as the terminal tells it."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    told = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return Language.JAPANESE if told.startswith("ja") else Language.ENGLISH


def show(answer: object, lines: Iterable[str], *, to_machine: bool) -> None:
    """Print the answer: as it travelled for a machine, as lines for a person."""
    if to_machine:
        print(json.dumps(to_wire(answer), ensure_ascii=False))
    else:
        for line in lines:
            print(line)


def _fail(ctx: click.Context, code: int, text: str, facts: dict[str, Any]) -> None:
    if ctx.params.get("as_json"):
        print(json.dumps({**facts, "sentence": text}, ensure_ascii=False))
    else:
        click.echo(text, err=True)
    ctx.exit(code)
