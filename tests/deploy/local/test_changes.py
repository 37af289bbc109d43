from pathlib import Path

from deploy.local import changes


def test_only_the_process_that_is_told_something_else_has_changed() -> None:
    before = changes.fingerprints({"gateway": {"A": "1"}, "mailbox": {"A": "1"}})

    after = changes.fingerprints({"gateway": {"A": "2"}, "mailbox": {"A": "1"}})

    assert after["gateway"] != before["gateway"]
    assert after["mailbox"] == before["mailbox"]


def test_what_was_started_is_remembered(tmp_path: Path) -> None:
    assert changes.started_from(tmp_path) == {}

    changes.keep(tmp_path, {"gateway": "abc"})

    assert changes.started_from(tmp_path) == {"gateway": "abc"}
