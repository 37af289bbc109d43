import base64
import dataclasses
import json
import traceback

import pytest

from machiken.bus.process import Common as Doors
from machiken.settings import Environment, Secret, SettingsMissing, read
from machiken.worker import Common as Work

CANARY = "canary-7f3a91"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Settings of a process that does not exist."""

    machiken_env: Environment
    shop_url: str
    door_key: Secret
    public_keys: dict[str, Secret]
    windows: int
    open_late: bool = False
    log_level: str = "info"
    second_key_file: str = ""


FULL = {
    "MACHIKEN_ENV": "test",
    "SHOP_URL": "http://shop.example",
    "DOOR_KEY": CANARY,
    "PUBLIC_KEYS": f"auth={CANARY}=,operator=abc",
    "WINDOWS": "3",
}


def test_settings_are_read_by_their_types() -> None:
    settings = read(Shop, {**FULL, "OPEN_LATE": "1"})

    assert settings.machiken_env is Environment.TEST
    assert settings.windows == 3
    assert settings.open_late is True
    assert settings.log_level == "info"
    assert settings.door_key.reveal() == CANARY
    assert settings.public_keys["auth"].reveal() == f"{CANARY}="


def test_what_may_be_left_out_may_also_be_empty() -> None:
    assert read(Shop, {**FULL, "SECOND_KEY_FILE": ""}).second_key_file == ""
    with pytest.raises(SettingsMissing, match="LOG_LEVEL"):
        read(Shop, {**FULL, "LOG_LEVEL": ""})


def test_every_missing_or_unreadable_setting_is_named_at_once() -> None:
    wrong = {"SHOP_URL": "", "WINDOWS": "many", "OPEN_LATE": "yes", "DOOR_KEY": "x"}

    with pytest.raises(SettingsMissing) as caught:
        read(Shop, wrong)

    said = str(caught.value)
    assert "MACHIKEN_ENV (missing)" in said
    assert "SHOP_URL (missing)" in said
    assert "PUBLIC_KEYS (missing)" in said
    assert "WINDOWS (ValueError)" in said
    assert "OPEN_LATE (ValueError)" in said
    assert "DOOR_KEY" not in said


def test_an_unknown_environment_is_not_taken_for_a_harmless_one() -> None:
    with pytest.raises(SettingsMissing, match=r"MACHIKEN_ENV \(ValueError\)"):
        read(Shop, {**FULL, "MACHIKEN_ENV": "prod"})


@pytest.mark.parametrize("name", ["MACHIKEN_ENV", "PUBLIC_KEYS", "WINDOWS"])
def test_an_unreadable_value_is_not_quoted(name: str) -> None:
    with pytest.raises(SettingsMissing) as caught:
        read(Shop, {**FULL, name: CANARY})

    assert name in str(caught.value)
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_a_secret_is_shown_by_nothing_that_prints_it() -> None:
    settings = read(Shop, FULL)
    door_key = settings.door_key

    for shown in (
        repr(settings),
        str(door_key),
        f"{door_key}",
        f"{door_key!r:>40}",
        json.dumps({"key": door_key}, default=repr),
        "%s" % door_key,  # noqa: UP031 - the old way of printing is tested too
        repr(dataclasses.asdict(settings)),
    ):
        assert CANARY not in shown


@pytest.mark.parametrize("kind", [Doors, Work])
def test_passwords_in_urls_are_not_shown_either(kind: type[Doors | Work]) -> None:
    env = {
        "MACHIKEN_ENV": "test",
        "DATABASE_URL": f"postgresql+psycopg://auth:{CANARY}@127.0.0.1/auth",
        "AMQP_URL": f"amqp://auth:{CANARY}@127.0.0.1/machiken",
        "ACTOR_PUBLIC_KEYS": f"auth={CANARY}",
        "HEALTH_ADDRESS": "127.0.0.1:1",
    }

    assert CANARY not in repr(read(kind, env))


def test_a_secrets_bytes_need_no_padding() -> None:
    key = bytes(range(32))
    unpadded = base64.urlsafe_b64encode(key).decode().rstrip("=")

    assert Secret(unpadded).reveal_bytes() == key


def test_settings_do_not_change() -> None:
    settings = read(Shop, FULL)

    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.windows = 4  # type: ignore[misc] # the point of the test
