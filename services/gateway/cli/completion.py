"""`machiken completion`: what a shell needs to complete our commands."""

import click
from click.shell_completion import get_completion_class

from services.gateway.cli.answering import Answering


@click.command("completion", cls=Answering)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes `machiken` in SHELL; source it."""
    kind = get_completion_class(shell)
    assert kind is not None, "click knows each shell that is offered"
    root = ctx.find_root().command
    print(kind(root, {}, "machiken", "_MACHIKEN_COMPLETE").source())
