"""From where somebody acts, as far as his browser says: for the audit, never proof."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A browser's network address and how it names itself; empty for other callers."""

    address: str = ""
    user_agent: str = ""


NO_BROWSER: Final = Origin()
"""The operator's command line, and other services."""
