"""Whether what services write down can be shown to people."""

from collections.abc import Iterable

from services.gateway.languages import Language
from services.gateway.sentences import word


def unworded(names: Iterable[str]) -> list[str]:
    """Return the names for which a language of ours has no word."""
    return [
        f"{language}: {name}"
        for name in names
        for language in Language
        if word(name, language) == name
    ]
