"""The languages that letters speak."""

from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """A language of letters, in the order in which a letter has them."""

    JAPANESE = "ja"
    ENGLISH = "en"


ALL: Final = tuple(Language)
"""What a letter speaks where no campaign says otherwise."""
