"""Where a request comes from, as far as only proxies of ours are believed."""

import ipaddress
from typing import Final

from flask import request

_V4_NEIGHBOURS: Final = 24
_V6_HOUSEHOLD: Final = 64
_V6_NEIGHBOURS: Final = 48


def address() -> str:
    """Return the caller's address; of IPv6 the household, within which all are free."""
    return _within(32, _V6_HOUSEHOLD)


def neighbourhood() -> str:
    """Return the network around the address, which one hand may well hold."""
    return _within(_V4_NEIGHBOURS, _V6_NEIGHBOURS)


def _within(v4_bits: int, v6_bits: int) -> str:
    try:
        known = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    bits = v4_bits if known.version == 4 else v6_bits  # noqa: PLR2004 - IPv4
    return str(ipaddress.ip_network((known, bits), strict=False))
