"""Being refused: by the right rule, and with nothing changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from machiken.refusals import Refusal
from tests.redemption.town import Town


@dataclass
class Refused:
    """What was refused, once it was."""

    facts: dict[str, str] = field(default_factory=dict)


@contextmanager
def refusing(town: Town, kind: type[Refusal]) -> Iterator[Refused]:
    """Expect exactly this refusal, and that no row of any table has changed."""
    refused = Refused()
    before = town.everything()
    with pytest.raises(kind) as caught:
        yield refused
    assert caught.type is kind
    refused.facts = caught.value.facts
    assert town.everything() == before
