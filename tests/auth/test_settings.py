import base64

from machiken.settings import Environment, read
from services.auth.settings import Settings

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
ENV = {
    "MACHIKEN_ENV": "production",
    "ACTOR_SIGNING_KEY": f"auth-1={KEY}",
    "OTP_KEY": KEY,
    "LETTER_KEY": KEY,
    "AUTHENTICATOR_KEY": KEY,
}


def test_keys_are_made_ready_from_the_environment() -> None:
    settings = read(Settings, ENV)

    assert settings.machiken_env is Environment.PRODUCTION
    assert settings.keys.digests == bytes(range(32))
    assert settings.keys.letters.open(settings.keys.letters.seal("はい")) == "はい"
    assert settings.keys is settings.keys


def test_settings_show_no_key() -> None:
    assert KEY not in repr(read(Settings, ENV))
