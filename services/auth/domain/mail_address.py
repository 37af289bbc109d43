"""Mail addresses: which we write to, and how much of one we show."""

import re
from typing import Final

_CHARS_MAX: Final = 254
_LOCAL_CHARS_MAX: Final = 64
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# No quotes, comments or brackets: what fits can stand in a header as it is.
_FORM: Final = re.compile(
    rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@{_LABEL}(?:\.{_LABEL})+", re.ASCII
)


def is_mail_address(text: str) -> bool:
    """Return whether we would write to this address."""
    form = _FORM.fullmatch(text) if len(text) <= _CHARS_MAX else None
    return form is not None and len(form["local"]) <= _LOCAL_CHARS_MAX


def masked(address: str) -> str:
    """Return enough of the address to know one's own by: k•••@kinomachi.example."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}"
