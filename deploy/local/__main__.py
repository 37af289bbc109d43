"""The runner's command line: `python -m deploy.local up|down|status|logs|…`.

The folder is MACHIKEN_RUN, or `.run` in the clone.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Mapping
from time import monotonic, sleep

from deploy import rotation
from deploy.local import places, report, tools
from deploy.local.stack import Stack

Command = Callable[[Stack, argparse.Namespace], int]
LOG_LINES = "40"


def main() -> int:
    """Run one command and return its exit status."""
    arguments = _parser().parse_args()
    stack = Stack(places.root(), os.environ.get("MACHIKEN_PROFILE", "demo"), say=_say)
    try:
        return COMMANDS[arguments.command](stack, arguments)
    except (tools.ToolError, TimeoutError) as error:
        print(f"{error}\nThe logs are in {stack.root / 'logs'}.", file=sys.stderr)
        return 1


def _up(stack: Stack, arguments: argparse.Namespace) -> int:
    start = monotonic()
    _say(f"Starting the servers and processes in {stack.root}")
    stack.up("servers" if arguments.servers else "all")
    table, well = report.processes(stack)
    print(f"\n{table}\n\n{report.addresses(stack)}\n")
    _say(f"Up after {monotonic() - start:.1f} s.")
    return 0 if well or arguments.servers else 1


def _down(stack: Stack, _arguments: argparse.Namespace) -> int:
    stack.down()
    _say(f"Nothing runs in {stack.root} any more; its data is kept.")
    return 0


def _status(stack: Stack, _arguments: argparse.Namespace) -> int:
    table, well = report.processes(stack)
    print(table)
    return 0 if well else 1


def _logs(stack: Stack, arguments: argparse.Namespace) -> int:
    names = arguments.process or stack.applications
    files = [stack.root / "logs" / f"{name}.log" for name in names]
    there = [str(file) for file in files if file.exists()]
    if not there:
        print(f"No logs of {', '.join(names)} in {stack.root / 'logs'} yet.")
        return 1
    follow = ["-F"] if sys.stdout.isatty() else []
    sys.stdout.flush()
    tools.become(["tail", "-n", LOG_LINES, *follow, "--", *there], {})
    return 0


def _demo(stack: Stack, arguments: argparse.Namespace) -> int:
    start = monotonic()
    status = _up(stack, arguments)
    if status:
        return status
    # Read here, so that a plain `up` doesn't load the outside client's libraries.
    played = importlib.import_module("deploy.demo.story").main(stack)
    _say(f"The demo took {monotonic() - start:.1f} s; everything keeps running.")
    return int(played or 0)


def _rotate(stack: Stack, _arguments: argparse.Namespace) -> int:
    for name, step in rotation.STEPS.items():
        if step is rotation.forget:
            _say(f"Waiting {rotation.TOKENS_LIVE_S} s for the last old token")
            sleep(rotation.TOKENS_LIVE_S)
        stack.change_secrets(step)
        stack.up()
        _say(f"{name}: done")
    return 0


def _env(stack: Stack, _arguments: argparse.Namespace) -> int:
    kept = stack.root / "env"
    if not kept.exists():
        print("Nothing was started yet: `make up`.", file=sys.stderr)
        return 1
    print(kept.read_text(), end="")
    return 0


def _run(stack: Stack, arguments: argparse.Namespace) -> int:
    words = arguments.words[1:] if arguments.words[:1] == ["--"] else arguments.words
    if not words:
        print("What shall be run? `run -- machiken verify`", file=sys.stderr)
        return 2
    told = {**stack.urls, **stack.environment(arguments.as_process)}
    tools.become(words, told)
    return 0


COMMANDS: Mapping[str, Command] = {
    "up": _up,
    "down": _down,
    "status": _status,
    "logs": _logs,
    "demo": _demo,
    "env": _env,
    "rotate": _rotate,
    "run": _run,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deploy.local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="start everything and wait until it is well")
    up.add_argument("--servers", action="store_true", help="the servers only")
    commands.add_parser("down", help="stop everything")
    commands.add_parser("status", help="each process's state and health")
    logs = commands.add_parser("logs", help="show and follow the logs")
    logs.add_argument("process", nargs="*")
    demo = commands.add_parser("demo", help="start everything and play the main job")
    demo.set_defaults(servers=False)
    commands.add_parser("rotate", help="change the key of auth's tokens, at work")
    commands.add_parser("env", help="print every address as KEY=VALUE")
    run = commands.add_parser("run", help="run a command with a process's environment")
    run.add_argument("--as", dest="as_process", default="operator")
    run.add_argument("words", nargs=argparse.REMAINDER)
    return parser


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
