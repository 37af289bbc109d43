"""A finished file, passed on part by part: the gateway never holds all of it."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from flask import Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    ExportEncoding,
    ExportNotReady,
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
from services.gateway.portal.ranges import Wanted, wanted

_CHARSETS: Final = {
    ExportEncoding.CP932: "Shift_JIS",
    ExportEncoding.UTF_8: "utf-8",
}
_OK: Final = 200
_PARTIAL: Final = 206
_BEYOND: Final = 416


@portal.get("/exports/<uuid:export_id>/file")
@budgets.spends(budgets.DOWNLOADS)
def download(export_id: ExportId) -> ResponseReturnValue:
    """Send the file, or what is left of it where a download had broken off.

    Its length is told, so that a broken transfer is noticed.
    """
    export = backends().call(verbs.EXPORT, ExportQuery(export_id=export_id))
    if export.state is not ExportState.READY or export.parts == 0:
        raise ExportNotReady
    tag = f'"{export.sha256}"'
    same = request.headers.get("If-Range", tag) == tag
    asked = wanted(request.headers.get("Range"), export.size_bytes, unchanged=same)
    if asked is None:
        told = {"Content-Range": f"bytes */{export.size_bytes}"}
        return Response(status=_BEYOND, headers=told)
    pieces = _pieces(export, asked)
    first = next(pieces, b"")  # here, so that a refusal still gets its page
    return Response(
        stream_with_context(_with(first, pieces)),
        status=_PARTIAL if asked.partial else _OK,
        content_type=f"text/csv; charset={_CHARSETS[export.encoding]}",
        headers=_headers(export, asked, tag),
    )


def _headers(export: ExportView, asked: Wanted, tag: str) -> dict[str, str]:
    headers = {
        "Content-Disposition": _attachment(export),
        "Content-Length": str(asked.stop - asked.start),
        "Accept-Ranges": "bytes",
        "ETag": tag,
    }
    if asked.partial:
        place = f"{asked.start}-{asked.stop - 1}/{export.size_bytes}"
        headers["Content-Range"] = f"bytes {place}"
    return headers


def _with(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _pieces(export: ExportView, asked: Wanted) -> Iterator[bytes]:
    """Yield the wanted bytes, part by part; all parts but the last are of one size."""
    first = asked.start // export.part_bytes
    last = max(asked.stop - 1, 0) // export.part_bytes
    for place in range(first, last + 1):
        grant_budget()  # a long file takes longer than a page may
        content = _part(export.export_id, place + 1)
        begins = place * export.part_bytes
        yield content[max(asked.start - begins, 0) : asked.stop - begins]


def _part(export_id: ExportId, part: int) -> bytes:
    query = FetchExport(export_id=export_id, part=part)
    return backends().call(verbs.FETCH_EXPORT, query).content


def _attachment(export: ExportView) -> str:
    days = f"{export.first_on:%Y%m%d}-{export.last_on:%Y%m%d}"
    number = "".join(each for each in export.receipt_no if each.isalnum())
    name = quote(f"決済データ_{days}_{number}.csv")
    return f"attachment; filename=\"{number}.csv\"; filename*=UTF-8''{name}"
