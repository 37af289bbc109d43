"""Settings: read once at start, frozen, and a missing one is named.

A service declares a frozen dataclass whose fields are named after environment
variables in lower case; `read` fills it. Types say how a value is understood.
"""

import base64
import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints


class Environment(StrEnum):
    """Where the process runs; only production holds real money."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class SettingsMissing(Exception):  # noqa: N818 - names what is missing
    """One or more settings are absent or unreadable; the message names each."""


class Secret:
    """A value that shows itself to nobody who merely prints it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Keep the value."""
        self._value = value

    def reveal(self) -> str:
        """Return the value, for the one place that needs it."""
        return self._value

    def reveal_bytes(self) -> bytes:
        """Return the bytes that the value stands for in URL-safe base64."""
        padded = self._value + "=" * (-len(self._value) % 4)
        return base64.urlsafe_b64decode(padded)

    def __repr__(self) -> str:
        """Show that there is a value, not which."""
        return "Secret(…)"


Settings = TypeVar("Settings")


def read(kind: type[Settings], env: Mapping[str, str] = os.environ) -> Settings:
    """Return `kind` filled from the environment.

    Raises `SettingsMissing` that names every variable that is absent or that can't
    be understood, so that an operator mends all of them at once.
    """
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for field in fields(kind):  # type: ignore[arg-type] # settings are dataclasses
        try:
            values[field.name] = _value(field, hints[field.name], env)
        except (KeyError, ValueError) as error:
            wrong.append(f"{field.name.upper()} ({_reason(error)})")
    if wrong:
        raise SettingsMissing(f"{kind.__module__}: " + ", ".join(wrong))
    return kind(**values)


def _value(field: "Field[Any]", kind: Any, env: Mapping[str, str]) -> Any:
    name = field.name.upper()
    if name not in env and field.default is not MISSING:
        return field.default
    if field.default == "" == env[name]:
        return ""  # files of variables can't leave one out
    if not env[name]:
        raise KeyError(name)
    return _READERS.get(kind, kind)(env[name])


def _flag(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError("must be 0 or 1")
    return value == "1"


def _keys(value: str) -> dict[str, Secret]:
    pairs = [each.split("=", 1) for each in value.split(",")]
    return {name: Secret(key) for name, key in pairs}


_READERS: dict[Any, Callable[[str], Any]] = {bool: _flag, dict[str, Secret]: _keys}


def _reason(error: Exception) -> str:
    # The value itself may be a secret: say only which kind of trouble it is.
    return "missing" if isinstance(error, KeyError) else type(error).__name__
