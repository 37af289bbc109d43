"""A device as a person calls it, from what its browser says: 「Android の Chrome」.

A short fixed list is enough: it tells one's own phone from the shop's PC. What a
browser says of itself may be a lie, so nothing is ever decided by it.
"""

from typing import Final

UNKNOWN: Final = "不明な端末"
READ_CHARS_MAX: Final = 400
"""No honest browser says more; nobody makes us read a novel."""

# The order matters: most browsers also claim to be Chrome, and all to be Safari.
_BROWSERS: Final = (
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    (" Line/", "LINE"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
)
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Return what a person would call the device; `UNKNOWN` where nobody can tell.

    Empty for who is no browser and says nothing: the operator's command line.
    """
    if not user_agent:
        return ""
    said = user_agent[:READ_CHARS_MAX]
    system, browser = _first(_SYSTEMS, said), _first(_BROWSERS, said)
    if not system:
        return browser or UNKNOWN
    # Old Androids' own browser says "Version/", too.
    if not browser or (system == "Android" and browser == "Safari"):
        return f"{system} のブラウザー"
    return f"{system} の {browser}"


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for sign, name in names if sign in said), "")
