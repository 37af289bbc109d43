"""監査記録 as a CSV, for the office's PC."""

from typing import TypeVar

from flask import Response

from machiken.contracts.verbs import Verb
from services.gateway import devices, formatting
from services.gateway.audit_files import audit_file
from services.gateway.audits import Wanted
from services.gateway.backends import backends, grant_budget

Request = TypeVar("Request")
Answer = TypeVar("Answer")


def audit_csv(wanted: Wanted) -> Response:
    """Return the file; who saves it is written down. Raises `AuditTooMuch`."""
    made = audit_file(_patiently, wanted, devices.origin())
    name = f"audit-{formatting.today():%Y%m%d}.csv"
    return Response(
        made.content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _patiently(verb: Verb[Request, Answer], request: Request) -> Answer:
    grant_budget()  # a long file takes longer than a page may
    return backends().call(verb, request)
