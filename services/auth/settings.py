"""What auth reads from its environment, once, at start."""

from dataclasses import dataclass
from functools import cached_property

from machiken.actors import Signer
from machiken.confidential import Envelope
from machiken.settings import Environment, Secret
from services.auth.domain.password import PasswordRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What proves (tokens), what hides (letters, apps), what spoils digests."""

    signer: Signer
    letters: Envelope
    authenticators: Envelope
    digests: bytes


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where auth runs, and its keys."""

    machiken_env: Environment
    actor_signing_key: dict[str, Secret]
    """The one key that signs tokens, by its id."""
    otp_key: Secret
    letter_key: Secret
    authenticator_key: Secret
    """Seals what people's apps make their digits of; nobody else has it."""
    password_rule: PasswordRule = PasswordRule.MANUAL
    first_change_forced: bool = True
    """Whether an initial password opens nothing but its own change (S-PW-3)."""

    @cached_property
    def keys(self) -> Keys:
        """The keys, made ready once."""
        [(key_id, signing_key)] = self.actor_signing_key.items()
        return Keys(
            signer=Signer(key_id, signing_key),
            letters=Envelope(self.letter_key),
            authenticators=Envelope(self.authenticator_key),
            digests=self.otp_key.reveal_bytes(),
        )
