from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from machiken.contracts.settlement import (
    ExportEncoding,
    ExportPeriodOff,
    ExportRequesterMissing,
    ExportState,
    RequestExport,
    TooManyExports,
)
from machiken.ids import ExportId
from services.settlement.domain.exports import (
    DAYS_MAX,
    Conditions,
    Contents,
    Export,
    acceptable,
    refuse_too_many,
)
from tests.settlement.town import CAMPAIGN, COMPANY, NOON

FIRST_ON = date(2026, 6, 24)
REQUEST = RequestExport(
    export_id=ExportId(UUID(int=7)),
    merchant_code=None,
    first_on=FIRST_ON,
    last_on=FIRST_ON,
    encoding=ExportEncoding.CP932,
    requested_by=" 木下 花子 ",
)


def test_one_day_is_a_period_and_the_requester_is_trimmed() -> None:
    assert acceptable(REQUEST) == "木下 花子"


def test_the_longest_period_is_taken() -> None:
    acceptable(replace(REQUEST, last_on=FIRST_ON + timedelta(days=DAYS_MAX - 1)))


@pytest.mark.parametrize("days", [-1, DAYS_MAX])
def test_a_period_that_ends_early_or_is_too_long_is_refused(days: int) -> None:
    request = replace(REQUEST, last_on=FIRST_ON + timedelta(days=days))

    with pytest.raises(ExportPeriodOff) as refusal:
        acceptable(request)

    assert refusal.value.facts == {"days_max": "400"}


@pytest.mark.parametrize("name", ["", "  ", "花" * 41, "花\n子", "花\x00子"])
def test_a_missing_long_or_unprintable_requester_is_refused(name: str) -> None:
    with pytest.raises(ExportRequesterMissing):
        acceptable(replace(REQUEST, requested_by=name))


def test_the_fifth_unfinished_export_is_refused() -> None:
    refuse_too_many(3)

    with pytest.raises(TooManyExports) as refusal:
        refuse_too_many(4)

    assert refusal.value.facts == {"waiting_max": "3"}


def test_the_receipt_no_names_the_day_in_town() -> None:
    export = Export(
        export_id=REQUEST.export_id,
        serial=42,
        conditions=Conditions(
            company_id=COMPANY,
            campaign_id=CAMPAIGN,
            merchant_id=None,
            merchant_code=None,
            first_on=FIRST_ON,
            last_on=FIRST_ON,
            encoding=ExportEncoding.CP932,
            requested_by="花子",
        ),
        state=ExportState.ACCEPTED,
        requested_at=NOON + timedelta(hours=13),  # past midnight in town, not in UTC
        contents=Contents(),
    )

    assert export.receipt_no == "20260625-000042"
