"""決済データダウンロード: the company's requests; the list keeps itself up to date."""

from collections.abc import Sequence
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    ExportsQuery,
    ExportState,
    ExportView,
    verbs,
)
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.portal.blueprint import portal

UNFINISHED: Final = frozenset({ExportState.ACCEPTED, ExportState.RUNNING})


@portal.get("/exports")
def downloads() -> ResponseReturnValue:
    """Show the list."""
    exports = _exports()
    return page(
        "portal/downloads.html",
        exports=exports,
        busy=_busy(exports),
        unsure="unsure" in request.args,
    )


@portal.get("/exports/list")
def downloads_list() -> ResponseReturnValue:
    """Return the list alone, for the page's script that asks again."""
    exports = _exports()
    return page("portal/_downloads_list.html", exports=exports, busy=_busy(exports))


def _exports() -> Sequence[ExportView]:
    return backends().call(verbs.EXPORTS, ExportsQuery()).exports


def _busy(exports: Sequence[ExportView]) -> bool:
    return any(each.state in UNFINISHED for each in exports)
