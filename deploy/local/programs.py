"""Every process of a local stack: its name, its command, how it is stopped."""

import os
import shlex
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.keys import SERVICES
from deploy.local import places, postgresql, rabbitmq, redis_server
from deploy.local.site import CLONE, Site

BIN: Final = Path(sys.executable).parent
PYTHON: Final = str(BIN / "python")
STOP_WAIT_S: Final = 10
# A process more than there is work for costs each call a tenth: half of the cores make
# redemptions, the others serve pages, the database and the broker.
USUAL: Final[Mapping[str, int]] = {"redemption-service": max(1, places.cores() // 2)}

HEAD = """\
[unix_http_server]
file = {socket}
chmod = 0700
[supervisord]
logfile = {root}/logs/supervisord.log
logfile_maxbytes = 5MB
logfile_backups = 2
pidfile = {root}/supervisord.pid
identifier = {identifier}
umask = 077
{account}
[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""
# The launcher sets the pace of restarts and never gives up, so for the supervisor a
# process that was started has succeeded: startsecs 0.
PROGRAM = """\
[program:{name}]
command = {command}
directory = {directory}
autostart = false
autorestart = true
startsecs = 0
stopsignal = {stop_signal}
stopwaitsecs = {stop_wait_s}
stopasgroup = false
killasgroup = true
redirect_stderr = true
stdout_logfile = {root}/logs/{name}.log
stdout_logfile_maxbytes = 10MB
stdout_logfile_backups = 3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One supervised process."""

    name: str
    command: list[str]
    account: str | None = None
    stop_signal: str = "TERM"


def application_names(instances: Mapping[str, int]) -> list[str]:
    """Return the application processes; further instances end in `-2`, `-3`."""
    kinds = ["mailbox", "gateway"]
    kinds += [f"{service}-service" for service in SERVICES]
    kinds += [f"{service}-worker" for service in SERVICES]
    return [
        kind if number == 1 else f"{kind}-{number}"
        for kind in kinds
        for number in range(1, instances.get(kind, 1) + 1)
    ]


def wanted_instances() -> dict[str, int]:
    """Return how many of each kind to run: MACHIKEN_INSTANCES `kind=n,kind=n`."""
    pairs = filter(None, os.environ.get("MACHIKEN_INSTANCES", "").split(","))
    wanted = {kind: int(count) for kind, _, count in (p.partition("=") for p in pairs)}
    return {**USUAL, **wanted}


def application(name: str) -> Program:
    """Return the program of an application process."""
    kind, _, rest = name.partition("-")
    if name == "mailbox":
        return Program(name=name, command=[PYTHON, "-m", "deploy.mailbox"])
    if name == "gateway":
        wsgi = "services.gateway.app:from_environment()"
        command = [str(BIN / "gunicorn"), "-c", "deploy/gunicorn.conf.py", wsgi]
        return Program(name=name, command=command)
    module = "machiken.bus" if rest.startswith("service") else "machiken.worker"
    return Program(name=name, command=[PYTHON, "-m", module, kind])


def servers(site: Site) -> list[Program]:
    """Return the programs of the servers that are ours."""
    known = []
    if site.owns("rabbitmq"):
        known.append(Program(name="epmd", command=rabbitmq.epmd_command()))
        known.append(
            Program(
                name="rabbitmq",
                command=rabbitmq.command(),
                # An orderly stop takes the broker six seconds, for data that a test
                # throws away.
                stop_signal="TERM" if site.durable else "KILL",
            )
        )
    if site.owns("postgresql"):
        known.append(
            Program(
                name="postgresql",
                command=postgresql.command(site),
                account=postgresql.owner(),
                # PostgreSQL's "fast": end the sessions, then stop in good order.
                stop_signal="INT",
            )
        )
    if site.owns("redis"):
        known.append(Program(name="redis", command=redis_server.command(site)))
    return known


def configuration(
    root: Path,
    identifier: str,
    groups: Mapping[str, Iterable[Program]],
) -> str:
    """Return the supervisor's file; groups are stopped last to first."""
    account = "user = root" if os.geteuid() == 0 else ""
    socket = places.supervisor_socket(root)
    parts = [
        HEAD.format(socket=socket, root=root, identifier=identifier, account=account)
    ]
    for priority, (group, programs) in enumerate(groups.items(), 1):
        known = list(programs)
        if known:
            names = ",".join(program.name for program in known)
            parts.append(
                f"[group:{group}]\nprograms = {names}\npriority = {priority}\n"
            )
        parts += [_section(root, program) for program in known]
    return "\n".join(parts)


def _section(root: Path, program: Program) -> str:
    launcher = [PYTHON, "-I", "-S", str(Path(__file__).with_name("launch.py"))]
    told = [str(root), program.name, program.account or "-"]
    return PROGRAM.format(
        name=program.name,
        command=shlex.join([*launcher, *told, *program.command]).replace("%", "%%"),
        directory=CLONE,
        root=root,
        stop_signal=program.stop_signal,
        stop_wait_s=STOP_WAIT_S,
    )
