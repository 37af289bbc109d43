"""Bringing a stack up: servers side by side, then what stands on them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from deploy import databases
from deploy.local import changes, files, health, programs, servers, tools
from deploy.local.site import Site
from deploy.local.supervision import Supervisor, wait_until

HEALTHY_TIMEOUT_S = 60
LOG_LINES_MAX = 8  # of each process that does not become healthy


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """One bringing-up of some processes."""

    site: Site
    supervisor: Supervisor
    environments: Mapping[str, Mapping[str, str]]
    applications: Sequence[str]  # all that there are
    wanted: Sequence[str]  # those to bring up now
    urls: Mapping[str, str]
    say: Callable[[str], None]

    def run(self) -> None:
        """Bring everything wanted up; what runs unchanged is left alone."""
        self._supervise()
        fresh = changes.fingerprints(self.environments)
        known = changes.started_from(self.site.root)
        stale = [name for name in self.wanted if known.get(name) != fresh[name]]
        states = self.supervisor.states()
        asleep = [name for name, state in states.items() if state.state != "RUNNING"]
        prepared = not stale and not {*asleep} & {*self.wanted, *servers.READY}
        self._begin_servers(prepare=bool(self.wanted) and not prepared)
        if self.wanted:
            self._begin_applications(fresh, stale=[n for n in stale if n not in asleep])

    def _begin_applications(self, fresh: Mapping[str, str], stale: list[str]) -> None:
        with self._timed("processes"):
            if stale:
                self.supervisor.stop(stale)
            self.supervisor.start(self.wanted)
            known = changes.started_from(self.site.root)
            started = {name: fresh[name] for name in self.wanted}
            changes.keep(self.site.root, known | started)
            self._wait_healthy()

    def _supervise(self) -> None:
        root = self.site.root
        for name, told in self.environments.items():
            lines = [f"{key}={value}\n" for key, value in told.items()]
            files.write(root / "env.d" / f"{name}.env", "".join(lines))
        text = programs.configuration(
            root,
            self.supervisor.identifier,
            {
                "servers": programs.servers(self.site),
                "applications": map(programs.application, self.applications),
            },
        )
        kept = root / "supervisord.conf"
        if self.supervisor.is_running():
            if kept.read_text() == text:
                return
            self.supervisor.shutdown()
        files.write(kept, text)
        self.supervisor.begin(kept)

    def _begin_servers(self, *, prepare: bool) -> None:
        ways = (self._database, self._broker, self._cache)
        with ThreadPoolExecutor() as pool:
            for done in [pool.submit(way, prepare=prepare) for way in ways]:
                done.result()

    def _database(self, *, prepare: bool) -> None:
        with self._timed("postgresql"):
            servers.begin(self.site, self.supervisor, "postgresql")
            databases.create(self.site.postgres_url, self.site.keys)
        if prepare:
            with self._timed("migrations"):
                tools.migrate(self.environments, self._logs)

    def _broker(self, *, prepare: bool) -> None:
        with self._timed("rabbitmq"):
            servers.begin(self.site, self.supervisor, "epmd")
            servers.begin(self.site, self.supervisor, "rabbitmq")
        if prepare:
            with self._timed("topology"):
                tools.declare_topology(self.environments, self._logs)

    def _cache(self, *, prepare: bool) -> None:
        del prepare  # it holds nothing that must be there first
        with self._timed("redis"):
            servers.begin(self.site, self.supervisor, "redis")

    def _wait_healthy(self) -> None:
        # In this order the gateway, which asks all others, is asked last.
        unwell = sorted(self.wanted, key="gateway".__eq__)

        def all_well() -> bool:
            while unwell and self._is_well(unwell[0]):
                unwell.pop(0)
            return not unwell

        try:
            wait_until(all_well, HEALTHY_TIMEOUT_S, "the processes being healthy")
        except TimeoutError as late:
            told = [self._told_by(name) for name in unwell if not self._is_well(name)]
            raise tools.ToolError("\n".join([str(late), *told])) from late

    def _is_well(self, name: str) -> bool:
        return servers.is_well(self.site, name, self.urls)

    def _told_by(self, name: str) -> str:
        found = health.checks(servers.health_url(name, self.urls))
        end = tools.end_of(self._logs / f"{name}.log", lines=LOG_LINES_MAX)
        return f"\n{name}: {found}\n{end}"

    @property
    def _logs(self) -> Path:
        return self.site.root / "logs"

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        start = monotonic()
        yield
        self.say(f"  {what:<12} {monotonic() - start:6.2f} s")
