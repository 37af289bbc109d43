import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from deploy import keys


def test_secrets_that_are_there_stay_and_the_rest_is_made() -> None:
    first = keys.complete({})
    kept = {name: first[name] for name in ("SECRET_KEY", "OPERATOR_KEY")}

    second = keys.complete(kept)

    assert kept.items() <= second.items()
    assert second["POSTGRES_PASSWORD"] != first["POSTGRES_PASSWORD"]


def test_no_two_secrets_are_equal() -> None:
    made = keys.complete({}).values()

    assert len(set(made)) == len(made)


def test_the_public_keys_belong_to_the_private_ones() -> None:
    made = keys.complete({})
    public = dict(pair.split("=", 1) for pair in made["ACTOR_PUBLIC_KEYS"].split(","))

    for name, owner in (("ACTOR_SIGNING_KEY", "auth"), ("OPERATOR_KEY", "operator")):
        key_id, _, private = made[name].partition("=")
        signed = Ed25519PrivateKey.from_private_bytes(_bytes(private)).sign(b"a till")
        assert key_id == owner
        Ed25519PublicKey.from_public_bytes(_bytes(public[key_id])).verify(
            signed, b"a till"
        )


def test_the_files_keys_are_keys_for_fernet() -> None:
    made = keys.complete({})

    for name in (
        "LETTER_KEY",
        "AUTHENTICATOR_KEY",
        "PRINT_FILE_KEY",
        "EXPORT_FILE_KEY",
        "ACCOUNT_KEY",
    ):
        assert Fernet(made[name]).decrypt(Fernet(made[name]).encrypt(b"x")) == b"x"


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)
