from services.auth import worker
from tests.auth.town import Town


def test_the_worker_forgets_registers_and_invites(empty_town: Town) -> None:
    tasks = worker.tasks(empty_town.settings, empty_town.db)

    assert [task.name for task in tasks] == ["forget", "register", "invite"]
    assert [task.run() for task in tasks] == [0, 0, 0]
