"""The launcher, run as the supervisor runs it."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.local import launch

LAUNCHER = [sys.executable, "-I", "-S", launch.__file__]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "env.d").mkdir()
    (tmp_path / "env.d" / "auth-service.env").write_text("KEY=a=b, 'c' $d\nOTHER=\n")
    return tmp_path


def test_a_process_is_told_its_own_file_and_nothing_of_its_callers(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOMEBODYS_TOKEN", "secret")

    told = _launch(root, "env", "-0")

    pairs = dict(pair.split("=", 1) for pair in told.strip("\0").split("\0"))
    assert pairs["KEY"] == "a=b, 'c' $d"
    assert pairs["MACHIKEN_STACK"] == str(root)
    assert "SOMEBODYS_TOKEN" not in pairs


def test_one_that_keeps_dying_waits_longer_each_time(root: Path) -> None:
    pace = root / "pace" / "auth-service"

    pauses = []
    for _ in range(3):
        start = time.time()
        _launch(root, "true")
        pauses.append(json.loads(pace.read_text())[0] - start)

    assert pauses[0] < 0.25 < pauses[1] < pauses[2]


def test_the_pause_has_an_end(root: Path) -> None:
    pace = root / "pace" / "auth-service"
    pace.parent.mkdir()
    pace.write_text(json.dumps([time.time(), 10]))

    assert launch._pause_s(pace) == launch.PAUSE_MAX_S  # noqa: SLF001 - its one number


def test_one_that_ran_steadily_is_started_again_at_once(root: Path) -> None:
    pace = root / "pace" / "auth-service"
    pace.parent.mkdir()
    pace.write_text(json.dumps([time.time() - launch.STEADY_S, 10]))

    assert launch._pause_s(pace) == 0  # noqa: SLF001 - its one number


def _launch(root: Path, *command: str) -> str:
    return subprocess.run(  # noqa: S603 - our own launcher
        [*LAUNCHER, str(root), "auth-service", "-", *command],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
