"""What a device is called in English: auth names it 「Android の Chrome」."""

from typing import Final

_NAMES: Final = {"不明な端末": "Unknown device", "ブラウザー": "a browser"}
"""What auth may call a device, or part of it; the rest are names of products."""


def device_name(name: str) -> str:
    """Return auth's name of a device in English."""
    system, of, browser = name.partition(" の ")
    if not of:
        return _NAMES.get(name, name)
    return f"{_NAMES.get(browser, browser)} on {system}"
