"""Where a stack's files go when the obvious place can't be used."""

import os
from pathlib import Path

from deploy.local import places


def test_the_supervisor_listens_in_the_stacks_folder(tmp_path: Path) -> None:
    assert places.supervisor_socket(tmp_path) == tmp_path / "supervisor.sock"


def test_a_path_too_long_for_a_socket_gets_another_place(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 25)

    found = places.supervisor_socket(deep)

    assert len(os.fsencode(found)) <= places.SOCKET_PATH_MAX
    assert found.parent.stat().st_uid == os.geteuid()
    found.parent.rmdir()


def test_postgresql_gets_a_folder_that_its_account_can_reach(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    home = places.postgresql_home(closed)

    if os.geteuid() == 0:
        assert (closed / "postgresql").readlink() == home
        assert home.owner() == "postgres"
        assert all(parent.stat().st_mode & 0o001 for parent in home.parents)
        home.rmdir()
        home.parent.rmdir()
    else:  # the account is our own
        assert home == closed / "postgresql"
