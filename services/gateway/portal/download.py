"""A finished file, passed on part by part: the gateway never holds all of it."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from flask import Response, stream_with_context
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    ExportEncoding,
    ExportNotReady,
    ExportPart,
    ExportQuery,
    ExportState,
    ExportView,
    FetchExport,
    verbs,
)
from machiken.ids import ExportId
from services.gateway import budgets
from services.gateway.backends import backends, grant_budget
from services.gateway.portal.blueprint import portal

_CHARSETS: Final = {
    ExportEncoding.CP932: "Shift_JIS",
    ExportEncoding.UTF_8: "utf-8",
}


@portal.get("/exports/<uuid:export_id>/file")
@budgets.spends(budgets.DOWNLOADS)
def download(export_id: ExportId) -> ResponseReturnValue:
    """Send the file. Its length is told, so that a broken transfer is noticed."""
    export = backends().call(verbs.EXPORT, ExportQuery(export_id=export_id))
    if export.state is not ExportState.READY or export.parts == 0:
        raise ExportNotReady
    first = _part(export_id, 1)  # here, so that a refusal still gets its page
    return Response(
        stream_with_context(_parts(export, first)),
        content_type=f"text/csv; charset={_CHARSETS[export.encoding]}",
        headers={
            "Content-Disposition": _attachment(export),
            "Content-Length": str(export.size_bytes),
        },
    )


def _parts(export: ExportView, first: ExportPart) -> Iterator[bytes]:
    yield first.content
    for part in range(2, export.parts + 1):
        grant_budget()  # a long file takes longer than a page may
        yield _part(export.export_id, part).content


def _part(export_id: ExportId, part: int) -> ExportPart:
    return backends().call(
        verbs.FETCH_EXPORT, FetchExport(export_id=export_id, part=part)
    )


def _attachment(export: ExportView) -> str:
    days = f"{export.first_on:%Y%m%d}-{export.last_on:%Y%m%d}"
    number = "".join(each for each in export.receipt_no if each.isalnum())
    name = quote(f"決済データ_{days}_{number}.csv")
    return f"attachment; filename=\"{number}.csv\"; filename*=UTF-8''{name}"
