"""Actor tokens: a caller's claims, signed for one service and for under a minute.

Auth signs for people, the operator's key signs for the command line. Each service
holds the public keys only, and knows which roles each key may speak for: a stolen
operator key can't pretend to be a shop, nor the other way round.
"""

import time
from collections.abc import Mapping
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from machiken.contracts.actor import OPERATOR, Actor, Role
from machiken.contracts.bus import NotSignedIn, ProofStale
from machiken.contracts.wire import Misfit, from_wire, to_wire
from machiken.settings import Secret

ISSUER: Final = "machiken"
LIFE_S: Final = 60
LEEWAY_S: Final = 10
KEPT_MAX: Final = 4096
OPERATOR_KEY_ID: Final = "operator"


class Signer:
    """Signs tokens with the one private key that this process holds."""

    def __init__(self, key_id: str, key: Secret) -> None:
        """Load the Ed25519 private key, 32 raw bytes in URL-safe base64."""
        self._key_id = key_id
        self._key = Ed25519PrivateKey.from_private_bytes(key.reveal_bytes())

    def token(self, actor: Actor, *, service: str) -> str:
        """Return a token that proves `actor` to `service` for `LIFE_S` seconds."""
        issued_at = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": service,
            "iat": issued_at,
            "exp": issued_at + LIFE_S,
            "sub": actor.subject,
            "actor": to_wire(actor),
        }
        return jwt.encode(
            claims, self._key, algorithm="EdDSA", headers={"kid": self._key_id}
        )


class Verifier:
    """Reads tokens addressed to one service; trusts only the keys it was given."""

    def __init__(self, service: str, public_keys: Mapping[str, Secret]) -> None:
        """Load the Ed25519 public keys by their ids."""
        self._service = service
        self._keys = {
            key_id: Ed25519PublicKey.from_public_bytes(key.reveal_bytes())
            for key_id, key in public_keys.items()
        }
        self._kept: dict[str, tuple[float, Actor]] = {}

    def actor(self, token: str) -> Actor:
        """Return whom the token proves. Raises `NotSignedIn`.

        A token is checked once and then remembered for as long as it lives: a till
        reads many vouchers with the same one.
        """
        kept = self._kept.get(token)
        if kept is not None and kept[0] > time.time():
            return kept[1]
        claims, key_id = self._claims(token)
        actor = _actor(claims)
        if (actor.role in OPERATOR) != (key_id == OPERATOR_KEY_ID):
            raise NotSignedIn
        self._keep(token, claims["exp"] + LEEWAY_S, actor)
        return actor

    def _claims(self, token: str) -> tuple[dict[str, Any], str]:
        try:
            key_id = jwt.get_unverified_header(token).get("kid", "")
            claims: dict[str, Any] = jwt.decode(
                token,
                self._keys[key_id],
                algorithms=["EdDSA"],
                audience=self._service,
                issuer=ISSUER,
                leeway=LEEWAY_S,
                options={
                    "require": ["exp", "iat", "aud", "iss", "sub"],
                    "strict_aud": True,
                },
            )
            life_s = claims["exp"] - claims["iat"]
        except (jwt.InvalidTokenError, KeyError, TypeError) as error:
            raise NotSignedIn from error
        if life_s > LIFE_S:
            raise NotSignedIn
        return claims, key_id

    def _keep(self, token: str, until: float, actor: Actor) -> None:
        if len(self._kept) >= KEPT_MAX:
            self._kept.clear()
        self._kept[token] = (until, actor)


def refuse_stale(actor: Actor, proof_s: int) -> None:
    """Raise `ProofStale` unless the actor typed the password within `proof_s` seconds.

    An operator has none: his key is the proof. Real time, as tokens know no rehearsal.
    """
    if actor.role in OPERATOR:
        return
    proven_at = actor.proven_at
    if proven_at is None or time.time() - proven_at.timestamp() > proof_s + LEEWAY_S:
        raise ProofStale(minutes=str(proof_s // 60))


def _actor(claims: dict[str, Any]) -> Actor:
    try:
        actor = from_wire(Actor, claims.get("actor"))
    except Misfit as error:
        raise NotSignedIn from error
    if actor.role is Role.VISITOR or actor.subject != claims["sub"]:
        raise NotSignedIn
    return actor
