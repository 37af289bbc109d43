"""What a service's doors are given: its database and its settings."""

from typing import Any

from nameko.extensions import DependencyProvider

from machiken.database import Transactions, connect
from machiken.settings import read


def injected(provider: DependencyProvider) -> Any:
    """Return the provider, to be annotated as what nameko will inject for it."""
    return provider


class Database(DependencyProvider):
    """Gives the doors transactions on the service's own database."""

    def setup(self) -> None:
        """Make one pool for the process, as large as nameko has workers, plus one."""
        self.transactions = connect(
            self.container.config["DATABASE_URL"],
            pool_size=self.container.max_workers + 1,
        )

    def stop(self) -> None:
        """Close the pool with the service."""
        self.transactions.kw["bind"].dispose()

    def get_dependency(self, worker_ctx: object) -> Transactions:
        """Hand a worker the shared factory; it opens its own sessions."""
        del worker_ctx
        return self.transactions


class Configured(DependencyProvider):
    """Gives the doors the service's settings, read once at start."""

    def __init__(self, kind: type[Any]) -> None:
        """Remember which settings; `bind` makes a copy by these arguments."""
        self._kind = kind

    def setup(self) -> None:
        """Read the environment. Raises `SettingsMissing`, naming each."""
        self._settings = read(self._kind)

    def get_dependency(self, worker_ctx: object) -> Any:
        """Hand a worker the settings."""
        del worker_ctx
        return self._settings
