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
UNDER_WAY: Final = {"ACTOR_NEXT_KEY", "ACTOR_LAST_PUBLIC_KEY"}
"""What there is only while the key of auth's tokens changes (`deploy.rotation`)."""
ROTATED: Final = {"ACTOR_SIGNING_KEY", "ACTOR_PUBLIC_KEYS"}


def complete(known: Mapping[str, str]) -> dict[str, str]:
    """Return `known` with every secret that it lacks made anew."""
    kept = {name: known.get(name) or make() for name, make in _makers().items()}
    kept |= {name: known[name] for name in UNDER_WAY & set(known)}
    names = ("ACTOR_SIGNING_KEY", "ACTOR_NEXT_KEY", "OPERATOR_KEY")
    public = [public_key(kept[name]) for name in names if name in kept]
    # In one order, so that who signs is no change to those who only verify.
    last = [kept[name] for name in ("ACTOR_LAST_PUBLIC_KEY",) if name in kept]
    kept["ACTOR_PUBLIC_KEYS"] = ",".join(sorted(public + last))
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
    fernet_keys = [
        "LETTER_KEY",
        "AUTHENTICATOR_KEY",
        "PRINT_FILE_KEY",
        "EXPORT_FILE_KEY",
        "ACCOUNT_KEY",
    ]
    return {
        **dict.fromkeys(passwords, _password),
        "SECRET_KEY": lambda: secrets.token_hex(32),
        "ACTOR_SIGNING_KEY": lambda: signing_key("auth"),
        "OPERATOR_KEY": lambda: signing_key("operator"),
        # A Fernet key is 32 random bytes in the same base64 alphabet.
        **dict.fromkeys(keys + fernet_keys, _key),
    }


def _password() -> str:
    # Letters and digits only, so that it stands in a URL as it is.
    return secrets.token_hex(20)


def _key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def signing_key(owner: str) -> str:
    """Return a new private key under its id."""
    # Services know by these ids who may sign for whom.
    return f"{owner}={_key()}"


def public_key(signing_key: str) -> str:
    """Return the public key that belongs to a private one, under the same id."""
    key_id, _, private = signing_key.partition("=")
    public = Ed25519PrivateKey.from_private_bytes(
        base64.urlsafe_b64decode(private)
    ).public_key()
    return f"{key_id}={base64.urlsafe_b64encode(public.public_bytes_raw()).decode()}"
