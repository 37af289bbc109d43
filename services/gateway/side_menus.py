"""Which line of a site's menu is the current one: the closest one above the page.

Pages lie below the page that leads to them, so their addresses tell. What lies
elsewhere is named by the line that it belongs to.
"""

from collections.abc import Iterable
from typing import Protocol

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

from machiken.contracts.auth import Site
from services.gateway.proofs import way_back


class Line(Protocol):
    """One line of a menu."""

    @property
    def endpoint(self) -> str:
        """Return the page that the line leads to."""
        ...

    @property
    def also(self) -> frozenset[str]:
        """Return the pages that belong to it and don't lie below it."""
        ...


def current(lines: Iterable[Line], site: Site) -> str:
    """Return the endpoint of the line that the page belongs to, or nothing.

    Where the password is asked for once more, it is the line of what comes after.
    """
    here = request.path
    if here == f"/{site.value}/proof":
        here = way_back(site).partition("?")[0]
    endpoint = _endpoint_at(here)
    closest, depth = "", 0
    for line in lines:
        if endpoint in line.also:
            return line.endpoint
        place = url_for(line.endpoint)
        # A top page ends in a slash, so that nothing lies below it but itself.
        if len(place) > depth and (here == place or here.startswith(f"{place}/")):
            closest, depth = line.endpoint, len(place)
    return closest


def _endpoint_at(here: str) -> str:
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None, "a request has its addresses"
    try:
        endpoint, _ = adapter.match(here, method="GET")
    except HTTPException:
        return ""
    return str(endpoint)
