"""The steps by which auth's key changes: nobody signs with what nobody knows."""

from pathlib import Path

import pytest

from deploy import keys, rotation


def test_each_step_leaves_signer_and_verifiers_understanding_each_other() -> None:
    before = keys.complete({})

    announced = rotation.announce(before)
    switched = rotation.switch(announced)
    forgotten = rotation.forget(switched)

    old, new = before["ACTOR_SIGNING_KEY"], switched["ACTOR_SIGNING_KEY"]
    assert announced["ACTOR_SIGNING_KEY"] == old
    assert new.startswith("auth2=")
    assert new != old
    assert known(announced) == known(switched) == {"auth", "auth2", "operator"}
    assert known(before) == {"auth", "operator"}
    assert known(forgotten) == {"auth2", "operator"}
    assert keys.complete(switched) == switched


def test_who_signs_is_no_change_to_those_who_only_verify() -> None:
    announced = rotation.announce(keys.complete({}))

    switched = rotation.switch(announced)

    assert switched["ACTOR_PUBLIC_KEYS"] == announced["ACTOR_PUBLIC_KEYS"]


def test_a_step_out_of_turn_is_refused() -> None:
    before = keys.complete({})
    announced = rotation.announce(before)

    for step, secrets in (
        (rotation.switch, before),
        (rotation.forget, before),
        (rotation.announce, announced),
        (rotation.forget, announced),
        (rotation.announce, rotation.switch(announced)),
    ):
        with pytest.raises(SystemExit):
            step(secrets)


def test_a_file_of_settings_goes_through_all_steps_and_keeps_the_rest(
    tmp_path: Path,
) -> None:
    file = tmp_path / ".env"
    made = keys.complete({})
    lines = [f"{name}={value}" for name, value in made.items()]
    file.write_text("\n".join(["# ours", "SHOP_URL=https://shop.example", *lines, ""]))

    for step in ("announce", "switch", "forget"):
        assert rotation.main([str(file), step]) == 0

    kept = file.read_text().splitlines()
    assert kept[:2] == ["# ours", "SHOP_URL=https://shop.example"]
    told = dict(line.split("=", 1) for line in kept[1:])
    assert told["ACTOR_SIGNING_KEY"].startswith("auth2=")
    assert told["OPERATOR_KEY"] == made["OPERATOR_KEY"]
    assert known(told) == {"auth2", "operator"}
    assert set(told) == {*made, "SHOP_URL"}


def known(secrets: dict[str, str]) -> set[str]:
    pairs = secrets["ACTOR_PUBLIC_KEYS"].split(",")
    return {pair.partition("=")[0] for pair in pairs}
