"""The words of letters: a folder for each language, a file for each kind of letter."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from services.notify.domain.languages import Language
from services.notify.domain.letters import LetterKind
from services.notify.domain.material import Material
from services.notify.domain.prose import Prose
from services.notify.domain.texts import en, ja

Texts: TypeAlias = Mapping[LetterKind, Callable[[Material[Any]], Prose]]

TEXTS: Final[Mapping[Language, Texts]] = {
    Language.JAPANESE: ja.TEXTS,
    Language.ENGLISH: en.TEXTS,
}
