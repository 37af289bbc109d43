import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def machine_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test's throw-away stacks out of the machine's list of stacks."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
