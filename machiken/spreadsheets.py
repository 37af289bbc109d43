"""Text that goes into a CSV and from there into somebody's spreadsheet."""

from functools import lru_cache
from typing import Final

# A spreadsheet takes a cell that begins so for a formula, full-width signs included.
_FORMULA_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")


@lru_cache(maxsize=4096)
def harmless(text: str) -> str:
    """Return text that people typed so that no spreadsheet runs it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
