"""Stacks that start at the same moment on one machine."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deploy.local import neighbours
from deploy.local.stack import Stack

pytestmark = pytest.mark.usefixtures("machine_of_its_own")


def test_stacks_that_choose_at_once_share_no_port(tmp_path: Path) -> None:
    roots = [tmp_path / f"town-{number}" for number in range(4)]

    with ThreadPoolExecutor() as pool:
        sites = list(pool.map(lambda root: Stack(root, "test").site, roots))

    chosen = [port for site in sites for port in site.ports.values()]
    assert len(set(chosen)) == len(chosen)


def test_a_stack_that_was_thrown_away_holds_no_ports(tmp_path: Path) -> None:
    gone = Stack(tmp_path / "gone", "test")
    held = set(gone.site.ports.values())
    shutil.rmtree(gone.root)

    with neighbours.apart_from(tmp_path / "new") as others:
        assert held & others == set()
