"""An installation of its own: the rehearsal moves everybody's clock."""

import os

import pytest

from tests.journeys.town import Town


@pytest.fixture
def operators(bare: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands be the operator's of that installation."""
    for name, value in bare.stack.environment("operator").items():
        monkeypatch.setitem(os.environ, name, value)
