"""The secrets of one installation: what there is, and how each is made.

The local runner keeps them in `<root>/secrets.json`, compose in `.env`; both use the
names below.
"""

import base64
import secrets
from collections.abc import Callable, Mapping
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SERVICES: Final = ("auth", "redemption", "settlement", "notify")
BUS_USERS: Final = (*SERVICES, "gateway", "operator")


def complete(known: Mapping[str, str]) -> dict[str, str]:
    """Return `known` with every secret that it lacks made anew."""
    kept = {name: known.get(name) or make() for name, make in _makers().items()}
    kept["ACTOR_PUBLIC_KEYS"] = ",".join(
        _public(kept[name]) for name in ("ACTOR_SIGNING_KEY", "OPERATOR_KEY")
    )
    return kept


def _makers() -> dict[str, Callable[[], str]]:
    passwords = [
        "POSTGRES_PASSWORD",
        "RABBITMQ_PASSWORD",
        "REDIS_PASSWORD",
        "PORTAL_BASIC_PASSWORD",
        *(f"{name.upper()}_DATABASE_PASSWORD" for name in SERVICES),
        *(f"{name.upper()}_OWNER_PASSWORD" for name in SERVICES),
        *(f"{name.upper()}_BUS_PASSWORD" for name in BUS_USERS),
    ]
    keys = ["OTP_KEY", "VOUCHER_CODE_KEY"]
    fernet_keys = ["LETTER_KEY", "PRINT_FILE_KEY", "EXPORT_FILE_KEY", "ACCOUNT_KEY"]
    return {
        **dict.fromkeys(passwords, _password),
        "SECRET_KEY": lambda: secrets.token_hex(32),
        "ACTOR_SIGNING_KEY": lambda: _signing_key("auth"),
        "OPERATOR_KEY": lambda: _signing_key("operator"),
        # A Fernet key is 32 random bytes in the same base64 alphabet.
        **dict.fromkeys(keys + fernet_keys, _key),
    }


def _password() -> str:
    # Letters and digits only, so that it stands in a URL as it is.
    return secrets.token_hex(20)


def _key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _signing_key(owner: str) -> str:
    # Services know by these ids who may sign for whom.
    return f"{owner}={_key()}"


def _public(signing_key: str) -> str:
    key_id, _, private = signing_key.partition("=")
    public = Ed25519PrivateKey.from_private_bytes(
        base64.urlsafe_b64decode(private)
    ).public_key()
    return f"{key_id}={base64.urlsafe_b64encode(public.public_bytes_raw()).decode()}"
