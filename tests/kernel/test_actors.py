import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from machiken import actors
from machiken.actors import LEEWAY_S, LIFE_S, Signer, Verifier
from machiken.contracts.actor import NOBODY, Actor, Role
from machiken.contracts.bus import NotSignedIn
from machiken.contracts.wire import to_wire
from machiken.ids import MerchantCode, MerchantId, StaffId
from machiken.settings import Secret

STAFF = Actor(
    role=Role.STAFF,
    subject="staff-7",
    login_id="hanako",
    staff_id=StaffId(UUID(int=7)),
    merchant_id=MerchantId(UUID(int=8)),
    merchant_code=MerchantCode("001"),
)
OPERATOR = Actor(role=Role.OPERATOR, subject="operator")

AUTH_KEY = Ed25519PrivateKey.from_private_bytes(b"a" * 32)
OPERATOR_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
FOREIGN_KEY = Ed25519PrivateKey.from_private_bytes(b"f" * 32)
KEYS = {"auth-1": AUTH_KEY, "operator": OPERATOR_KEY}


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


PUBLIC_KEYS = {
    key_id: Secret(_b64(key.public_key().public_bytes_raw()))
    for key_id, key in KEYS.items()
}


@pytest.fixture
def verifier() -> Verifier:
    return Verifier("redemption", PUBLIC_KEYS)


def _signer(key_id: str) -> Signer:
    return Signer(key_id, Secret(_b64(KEYS[key_id].private_bytes_raw())))


def _claims(actor: Actor = STAFF, /, **changed: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {
        "iss": "machiken",
        "aud": "redemption",
        "iat": now,
        "exp": now + LIFE_S,
        "sub": actor.subject,
        "actor": to_wire(actor),
        **changed,
    }
    return {name: value for name, value in claims.items() if value is not ...}


def _token(
    claims: dict[str, Any],
    key: Ed25519PrivateKey = AUTH_KEY,
    **headers: Any,
) -> str:
    headers = {"kid": "auth-1", **headers}
    return jwt.encode(claims, key, algorithm="EdDSA", headers=headers)


def _forged(header: dict[str, Any], secret: bytes | None) -> str:
    parts = [_b64(json.dumps(part).encode()) for part in (header, _claims())]
    signed = ".".join(parts).encode()
    signature = b"" if secret is None else hmac.digest(secret, signed, hashlib.sha256)
    return f"{signed.decode()}.{_b64(signature)}"


def _tampered() -> str:
    head, _, signature = _token(_claims()).split(".")
    richer = _claims(Actor(role=Role.REPRESENTATIVE, subject="staff-7"))
    return f"{head}.{_b64(json.dumps(richer).encode())}.{signature}"


def test_a_signed_token_proves_the_actor_with_all_of_his_claims(
    verifier: Verifier,
) -> None:
    token = _signer("auth-1").token(STAFF, service="redemption")

    assert verifier.actor(token) == STAFF
    assert verifier.actor(token) == STAFF


def test_the_operators_key_proves_the_operator(verifier: Verifier) -> None:
    token = _signer("operator").token(OPERATOR, service="redemption")

    assert verifier.actor(token) == OPERATOR


_RAW_PUBLIC = PUBLIC_KEYS["auth-1"].reveal_bytes()
_AGO = int(time.time()) - LIFE_S - LEEWAY_S - 5

BAD: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "no token": lambda: "hello",
    "three dots": lambda: "...",
    "not ascii": lambda: "券.券.券",
    "no algorithm": lambda: _forged({"alg": "none", "kid": "auth-1"}, None),
    "algorithm None": lambda: _forged({"alg": "None", "kid": "auth-1"}, None),
    "hmac with the public key": lambda: _forged(
        {"alg": "HS256", "kid": "auth-1"}, _RAW_PUBLIC
    ),
    "hmac with the public key's text": lambda: _forged(
        {"alg": "HS256", "kid": "auth-1"}, PUBLIC_KEYS["auth-1"].reveal().encode()
    ),
    "changed after signing": _tampered,
    "signature cut off": lambda: _token(_claims()).rpartition(".")[0] + ".",
    "foreign key under a known id": lambda: _token(_claims(), FOREIGN_KEY),
    "foreign key id": lambda: _token(_claims(), FOREIGN_KEY, kid="mallory"),
    "no key id": lambda: jwt.encode(_claims(), AUTH_KEY, algorithm="EdDSA"),
    "key by url": lambda: _token(
        _claims(), FOREIGN_KEY, jku="https://keys.example/set.json"
    ),
    "key in the token": lambda: _token(
        _claims(),
        FOREIGN_KEY,
        jwk=json.loads(
            jwt.algorithms.OKPAlgorithm.to_jwk(FOREIGN_KEY.public_key(), as_dict=False)
        ),
    ),
    "expired": lambda: _token(_claims(iat=_AGO, exp=_AGO + LIFE_S)),
    "not yet": lambda: _token(
        _claims(iat=int(time.time()) + 60, exp=int(time.time()) + 90)
    ),
    "lives too long": lambda: _token(_claims(exp=int(time.time()) + LIFE_S + 1)),
    "lives for ever": lambda: _token(_claims(exp=...)),
    "born never": lambda: _token(_claims(iat=...)),
    "times as text": lambda: _token(_claims(iat=str(int(time.time())))),
    "other audience": lambda: _token(_claims(aud="settlement")),
    "several audiences": lambda: _token(_claims(aud=["redemption", "auth"])),
    "no audience": lambda: _token(_claims(aud=...)),
    "other issuer": lambda: _token(_claims(iss="elsewhere")),
    "no issuer": lambda: _token(_claims(iss=...)),
    "no subject": lambda: _token(_claims(sub=...)),
    "other subject": lambda: _token(_claims(sub="staff-8")),
    "no actor": lambda: _token(_claims(actor=...)),
    "actor of another shape": lambda: _token(_claims(actor=["staff"])),
    "unknown role": lambda: _token(
        _claims(actor={"role": "mayor", "subject": "staff-7"})
    ),
    "visitor": lambda: _token(_claims(NOBODY)),
    "operator by the people's key": lambda: _token(_claims(OPERATOR)),
    "shop by the operator's key": lambda: _token(
        _claims(), OPERATOR_KEY, kid="operator"
    ),
    "office by the operator's key": lambda: _token(
        _claims(Actor(role=Role.OFFICE_ADMINISTRATOR, subject="o")),
        OPERATOR_KEY,
        kid="operator",
    ),
    "people's key under the operator's id": lambda: _token(
        _claims(OPERATOR), AUTH_KEY, kid="operator"
    ),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_bad_token_proves_nothing_however_often_it_comes(
    verifier: Verifier, kind: str
) -> None:
    token = BAD[kind]()

    for _ in range(2):
        with pytest.raises(NotSignedIn):
            verifier.actor(token)


def test_a_good_token_with_a_key_url_is_read_by_our_key_and_the_url_is_not(
    verifier: Verifier,
) -> None:
    token = _token(_claims(), jku="http://127.0.0.1:1/nobody")

    assert verifier.actor(token) == STAFF


def test_a_remembered_token_is_forgotten_when_it_expires(
    verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = _signer("auth-1").token(STAFF, service="redemption")
    verifier.actor(token)
    later = _token(_claims(iat=_AGO, exp=_AGO + LIFE_S))

    verifier._keep(later, _AGO + LIFE_S + LEEWAY_S, STAFF)  # noqa: SLF001 - as if seen then

    with pytest.raises(NotSignedIn):
        verifier.actor(later)
    monkeypatch.setattr(actors, "KEPT_MAX", 1)
    assert verifier.actor(_signer("auth-1").token(STAFF, service="redemption")) == STAFF


def test_few_tokens_are_remembered_at_once(
    verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actors, "KEPT_MAX", 3)

    for number in range(10):
        somebody = Actor(role=Role.STAFF, subject=f"staff-{number}")
        token = _signer("auth-1").token(somebody, service="redemption")
        assert verifier.actor(token) == somebody

    assert len(verifier._kept) <= 3  # noqa: SLF001 - memory is what is tested


def test_a_token_lives_for_a_minute_at_most() -> None:
    token = _signer("auth-1").token(STAFF, service="redemption")
    claims = jwt.decode(token, options={"verify_signature": False})

    assert claims["exp"] - claims["iat"] == LIFE_S <= 60
    assert jwt.get_unverified_header(token) == {
        "alg": "EdDSA",
        "typ": "JWT",
        "kid": "auth-1",
    }
