from services.auth import worker
from tests.auth.town import Town


def test_the_worker_forgets(empty_town: Town) -> None:
    [task] = worker.tasks(empty_town.settings, empty_town.db)

    assert task.name == "forget"
    assert task.run() == 0
