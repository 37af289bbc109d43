"""A standing to columns and back; sign-ins and sessions both have one."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from machiken.contracts.actor import Role
from machiken.contracts.auth import Site
from machiken.ids import CompanyId, MerchantId, StaffId
from services.auth.domain.standing import Standing


def columns(standing: Standing) -> dict[str, Any]:
    """Return the standing as the values of its columns."""
    return asdict(standing)


def of_row(row: Row[Any], site: Site) -> Standing:
    """Return the standing at `site` that a row tells of."""
    return Standing(
        staff_id=StaffId(row.staff_id),
        site=site,
        role=Role(row.role),
        merchant_id=None if row.merchant_id is None else MerchantId(row.merchant_id),
        company_id=None if row.company_id is None else CompanyId(row.company_id),
    )
