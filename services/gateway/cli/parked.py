"""`machiken parked`: messages that nobody could deal with; look, then decide."""

from dataclasses import dataclass

import click

from machiken.bus import parked as shelf
from services.gateway.cli.answering import REFUSED, Commands, as_json, show
from services.gateway.cli.operator import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A parked message without its content, which may be about a person."""

    key: str
    queue: str
    reason: str
    parked_at: str
    size_bytes: int
    event: dict[str, object]


@click.group(cls=Commands)
def parked() -> None:
    """Look after messages that nobody could deal with."""


@parked.command("list")
@as_json
def list_parked(*, as_json: bool) -> None:
    """List the parked messages, oldest first."""
    found = [_shown(each) for each in _listed()]
    lines = [
        f"{each.key}  {each.parked_at}  {each.queue}  {each.reason}  "
        f"{each.event.get('name', '')}"
        for each in found
    ]
    show(found, lines or ["nothing is parked"], to_machine=as_json)


@parked.command("show")
@click.argument("key")
@as_json
@click.pass_context
def show_parked(ctx: click.Context, key: str, *, as_json: bool) -> None:
    """Show one message with its body, as it arrived."""
    for message in _listed():
        if message.key == key:
            shown = _shown(message)
            body = message.body.decode(errors="backslashreplace")
            answer = {"message": shown, "body": body}
            show(answer, [str(shown), body], to_machine=as_json)
            return
    _not_there(ctx, key)


@parked.command("replay")
@click.argument("key")
@as_json
@click.pass_context
def replay(ctx: click.Context, key: str, *, as_json: bool) -> None:
    """Put a message back into its queue, to be tried again."""
    if not shelf.replay(told().amqp_url.reveal(), key):
        _not_there(ctx, key)
    show({"replayed": key}, [], to_machine=as_json)


@parked.command("discard")
@click.argument("key")
@click.confirmation_option(prompt="Throw the message away for good?")
@as_json
@click.pass_context
def discard(ctx: click.Context, key: str, *, as_json: bool) -> None:
    """Throw a message away for good (--yes: without asking)."""
    if not shelf.discard(told().amqp_url.reveal(), key):
        _not_there(ctx, key)
    show({"discarded": key}, [], to_machine=as_json)


def _listed() -> list[shelf.ParkedMessage]:
    return shelf.listed(told().amqp_url.reveal())


def _shown(message: shelf.ParkedMessage) -> Shown:
    return Shown(
        key=message.key,
        queue=message.queue,
        reason=message.reason,
        parked_at=message.parked_at,
        size_bytes=message.size_bytes,
        event=shelf.event_of(message),
    )


def _not_there(ctx: click.Context, key: str) -> None:
    click.echo(f"no message {key} is parked", err=True)
    ctx.exit(REFUSED)
