"""An installation of its own: the rehearsal moves everybody's clock."""

import os
from collections.abc import Iterator

import pytest

from services.gateway.cli.operator import operator
from tests.journeys.town import Town


@pytest.fixture
def operators(bare: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let commands be the operator's of that installation."""
    for name, value in bare.stack.environment("operator").items():
        monkeypatch.setitem(os.environ, name, value)
    operator.cache_clear()
    yield
    operator().close()
    operator.cache_clear()
