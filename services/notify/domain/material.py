"""What a letter is made of, before it has words."""

import re
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from machiken.contracts.redemption import LABELS
from services.notify.domain.facts import Facts
from services.notify.domain.languages import ALL, Language
from services.notify.domain.letters import LetterKind, Sender
from services.notify.domain.mail import Unmailable
from services.notify.domain.prose import one_line
from services.notify.domain.sites import Sites

Told = TypeVar("Told", bound=Facts)

_NAMES: Final = {ours: name for name, ours in LABELS.items()}
_OURS: Final = re.compile("|".join(_NAMES))
_SAID_TWICE: Final = re.compile(r"(\S+)（\1）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Generic[Told]):
    """All that a letter is made of."""

    kind: LetterKind
    facts: Told
    secret: str | None
    sender: Sender | None
    """None for the office's own staff."""
    sites: Sites

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that the letter speaks, the first one first."""
        return self.sender.mail_languages if self.sender else ALL

    @property
    def known_secret(self) -> str:
        """The secret. Raises `Unmailable` where it is erased."""
        if self.secret is None:
            raise Unmailable("the secret is gone")
        return self.secret

    @property
    def known_sender(self) -> Sender:
        """Who writes. Raises `Unmailable` where no campaign does."""
        if self.sender is None:
            raise Unmailable("the campaign is missing")
        return self.sender

    def own(self, text: str) -> str:
        """Return Japanese words of ours, with the campaign's labels in them (S-ACT-4).

        For what stands in a template alone: names and what people typed stay as they
        are. Where a label makes 換金（決済） into 換金（換金）, once is enough.
        """
        labels = self.sender.labels if self.sender else {}

        def label(ours: re.Match[str]) -> str:
            return one_line(labels.get(_NAMES[ours[0]], ours[0]))

        return _SAID_TWICE.sub(r"\1", _OURS.sub(label, text))
