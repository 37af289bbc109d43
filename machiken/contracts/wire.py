"""Contracts to JSON-ready values and back, and nothing else."""

from typing import Any, TypeAlias, TypeVar

import msgspec

from machiken.money import Yen
from machiken.refusals import Refusal, refusal_from

Wire: TypeAlias = dict[str, Any]

Contract = TypeVar("Contract")

Misfit = msgspec.ValidationError
"""What `from_wire` raises; its text names the path of the first misfit, no value."""


def to_wire(contract: object) -> Wire:
    """Return the contract as a dict of JSON values; yen become whole numbers."""
    wire: Wire = msgspec.to_builtins(contract, enc_hook=_plain)
    return wire


def from_wire(kind: type[Contract], wire: object) -> Contract:
    """Return the contract that `wire` carries.

    Raises `Misfit`. Fields that this version does not know are ignored, so that a
    publisher may add one first; no value is bent to fit (`"1"` is not 1).
    """
    try:
        return msgspec.convert(wire, kind, dec_hook=_rich)
    except Misfit as misfit:
        raise Misfit(_unquoted(str(misfit))) from None


def accepted(answer: object) -> Wire:
    """Return the answer of a call that was carried out, as it travels."""
    return {"accepted": to_wire(answer)}


def refused(refusal: Refusal) -> Wire:
    """Return a refusal as it travels."""
    return {"refused": {"code": refusal.code, "facts": refusal.facts}}


def answer_of(kind: type[Contract], wire: Wire) -> Contract:
    """Return the answer that `wire` carries, or raise the refusal in it."""
    if "accepted" in wire:
        return from_wire(kind, wire["accepted"])
    raise refusal_from(wire["refused"]["code"], wire["refused"]["facts"])


def _plain(value: object) -> object:
    if isinstance(value, Yen):
        return value.amount
    raise NotImplementedError(f"{type(value).__name__} has no wire form")


def _rich(kind: type, value: object) -> object:
    if kind is Yen and type(value) is int:
        return Yen(value)
    raise ValueError(f"Expected `{kind.__name__}`, got `{type(value).__name__}`")


def _unquoted(said: str) -> str:
    # For an enum, msgspec quotes what came instead; that may be anything.
    if not said.startswith("Invalid enum value"):
        return said
    _, _, path = said.rpartition(" - at ")
    return f"Invalid enum value - at {path}"
