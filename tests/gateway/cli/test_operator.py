from pathlib import Path

from services.gateway.cli.operator import environment, stack_root

OPERATOR_ENV = "AMQP_URL=amqp://stack\nOPERATOR_KEY=operator=abc=\n"


def test_the_environment_is_enough_by_itself(tmp_path: Path) -> None:
    _stack_in(tmp_path)
    env = {"AMQP_URL": "amqp://mine", "OPERATOR_KEY": "operator=xyz"}

    assert environment(env, tmp_path) == env


def test_what_is_missing_comes_from_the_local_stack_as_a_whole(tmp_path: Path) -> None:
    _stack_in(tmp_path)

    found = environment({"AMQP_URL": "amqp://mine", "LANG": "C"}, tmp_path)

    assert found == {
        "AMQP_URL": "amqp://stack",
        "OPERATOR_KEY": "operator=abc=",
        "LANG": "C",
    }


def test_without_a_stack_the_environment_stays_as_it_is(tmp_path: Path) -> None:
    assert environment({"LANG": "C"}, tmp_path) == {"LANG": "C"}


def test_the_stack_is_in_the_clone_unless_told_otherwise(tmp_path: Path) -> None:
    assert stack_root({"MACHIKEN_RUN": str(tmp_path)}) == tmp_path
    assert stack_root({}).name == ".run"


def _stack_in(root: Path) -> None:
    folder = root / "env.d"
    folder.mkdir()
    (folder / "operator.env").write_text(OPERATOR_ENV)
