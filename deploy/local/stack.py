"""A local stack as one object: up, down, and a hand on each of its processes."""

import contextlib
import fcntl
import hashlib
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from deploy.local import (
    environment,
    files,
    leftovers,
    neighbours,
    ports,
    programs,
    servers,
    tools,
)
from deploy.local.rise import HEALTHY_TIMEOUT_S, Rise
from deploy.local.site import (
    Profile,
    Site,
    given_servers,
    kept_secrets,
    write_secrets,
)
from deploy.local.supervision import State, Supervisor, send, wait_until

FAST = "MACHIKEN_FAST"
TEST_PORTS_OFFSET = 1000
SERVER_PORTS = (
    *("postgresql", "rabbitmq", "rabbitmq-management", "rabbitmq-distribution"),
    *("epmd", "redis", "mailbox-smtp"),
)


class Stack:
    """The servers and processes of one root folder.

    The same folder gives the same stack: ports, secrets and data are kept there.
    """

    def __init__(
        self,
        root: Path,
        profile: str = "demo",
        *,
        durable: bool | None = None,
        given: Mapping[str, str] | None = None,
        say: Callable[[str], None] = lambda _line: None,
    ) -> None:
        """Know the stack; nothing is started.

        `durable` says whether the database must survive its own death: by default a
        demo's does, and a test's, which is emptied anyway, is quicker without. `given`
        are the servers that somebody else runs, by default those of the environment.
        """
        self.root = root.resolve()
        self.profile = Profile(profile)
        if durable is None:
            durable = self.profile is Profile.DEMO and not os.environ.get(FAST)
        self.durable = durable
        self.given = given_servers() if given is None else given
        self.say = say
        self.instances = programs.wanted_instances()
        self.applications = programs.application_names(self.instances)
        self._site: Site | None = None
        self.root.mkdir(mode=0o711, parents=True, exist_ok=True)
        (self.root / "logs").mkdir(exist_ok=True)
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        self.supervisor = Supervisor(self.root, f"machiken-{digest}")

    @property
    def site(self) -> Site:
        """The stack's ports, secrets and given servers."""
        if self._site is None:
            self._site = self._settle()
        return self._site

    @property
    def urls(self) -> dict[str, str]:
        """The addresses that people and tools need, by name."""
        return environment.urls(self.site)

    @property
    def environments(self) -> dict[str, dict[str, str]]:
        """The environment of every process and tool, by its name."""
        return environment.environments(self.site, self.applications)

    def environment(self, process: str) -> dict[str, str]:
        """Return what one process or tool is told."""
        return self.environments[process]

    def up(self, processes: str | Iterable[str] = "all") -> None:
        """Bring up the servers, then all processes, the named ones, or none.

        Returns when everything asked for is ready. What runs already is left alone,
        unless its code or its environment has changed since it was started.
        """
        with self._alone():
            if not self.supervisor.is_running():
                # Before the ports are looked at: these may sit on ours.
                leftovers.sweep(self.root)
            self._site = self._settle()
            Rise(
                site=self.site,
                supervisor=self.supervisor,
                environments=self.environments,
                applications=self.applications,
                wanted=self._wanted(processes),
                urls=self.urls,
                say=self.say,
            ).run()
            lines = [f"{name}={value}\n" for name, value in self.urls.items()]
            files.write(self.root / "env", "".join(lines))

    def down(self) -> None:
        """Stop everything of this root, also what lost its supervisor."""
        with self._alone():
            if self.supervisor.is_running():
                self.supervisor.shutdown()
            leftovers.sweep(self.root)

    def states(self) -> dict[str, State]:
        """Return the supervisor's view of each process; empty when it is down."""
        return self.supervisor.states() if self.supervisor.is_running() else {}

    def pid(self, process: str) -> int:
        """Return the process's id, 0 while it does not run."""
        return self.supervisor.states()[process].pid

    def kill(self, process: str, number: signal.Signals = signal.SIGKILL) -> int:
        """Send a signal to one process and return the id that it had."""
        pid = self.pid(process)
        if pid == 0:
            raise ProcessLookupError(f"{process} does not run")
        send(pid, number)
        return pid

    def wait_restarted(self, process: str, old_pid: int, timeout_s: float) -> None:
        """Return once the supervisor runs the process under another id."""
        wait_until(
            lambda: self.pid(process) not in {0, old_pid},
            timeout_s,
            f"{process} running again",
        )

    def wait_healthy(self, process: str, timeout_s: float = HEALTHY_TIMEOUT_S) -> None:
        """Return once a server is ready or a process answers 200 for its health."""
        wait_until(partial(self.is_healthy, process), timeout_s, f"{process} healthy")

    def is_healthy(self, process: str) -> bool:
        """Return whether a server is ready or a process says that it is well."""
        return servers.is_well(self.site, process, self.urls)

    def change_secrets(
        self, change: Callable[[Mapping[str, str]], dict[str, str]]
    ) -> None:
        """Change the kept secrets; `up` then restarts whom it concerns."""
        with self._alone():
            write_secrets(self.root, change(kept_secrets(self.root)))

    def migrate(self) -> None:
        """Bring the four databases to the newest version."""
        tools.migrate(self.environments, self.root / "logs")

    def declare_topology(self) -> None:
        """Declare the broker's users, exchanges, queues and policies."""
        tools.declare_topology(self.environments, self.root / "logs")

    def _wanted(self, processes: str | Iterable[str]) -> list[str]:
        if isinstance(processes, str):
            return {"all": self.applications, "servers": []}[processes]
        names = list(processes)
        unknown = {*names} - {*self.applications}
        if unknown:
            raise ValueError(f"no such process: {', '.join(sorted(unknown))}")
        return names

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        # Two `make up` at once would start two supervisors over the same data.
        with (self.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _settle(self) -> Site:
        health_ports = [f"{name}-health" for name in self.applications if "-" in name]
        with neighbours.apart_from(self.root) as others:
            chosen = ports.assign(
                self.root / "ports.json",
                ["gateway", "mailbox", *SERVER_PORTS, *health_ports],
                ours=self.supervisor.is_running(),
                offset=TEST_PORTS_OFFSET if self.profile is Profile.TEST else 0,
                others=others,
            )
        return Site(
            root=self.root,
            profile=self.profile,
            durable=self.durable,
            ports=chosen,
            keys=kept_secrets(self.root),
            given=self.given,
        )
