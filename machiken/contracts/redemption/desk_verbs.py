"""The verbs by which the office looks around."""

from typing import Final, TypeVar

from machiken.contracts.actor import OFFICE, OPERATOR, Role
from machiken.contracts.redemption.campaign_history import (
    CampaignList,
    CampaignPreview,
    CampaignsQuery,
    CampaignVersions,
    CampaignVersionsQuery,
)
from machiken.contracts.redemption.campaigns import CampaignRules
from machiken.contracts.redemption.desk import (
    BatchesQuery,
    BatchList,
    OfficePayment,
    OfficePaymentQuery,
    OfficePaymentsQuery,
    OfficeSearch,
    SearchHits,
)
from machiken.contracts.redemption.inquiries import Payments
from machiken.contracts.redemption.overview import Overview, OverviewQuery
from machiken.contracts.redemption.signs import (
    CheckSigns,
    OpenSigns,
    OpenSignsQuery,
    Signs,
    SignsQuery,
)
from machiken.contracts.verbs import Verb

_LOOKERS: Final = OPERATOR | OFFICE

_Request = TypeVar("_Request")
_Answer = TypeVar("_Answer")


def _verb(
    name: str,
    request: type[_Request],
    answer: type[_Answer],
    roles: frozenset[Role] = _LOOKERS,
) -> Verb[_Request, _Answer]:
    return Verb(
        service="redemption", name=name, request=request, answer=answer, roles=roles
    )


BATCHES = _verb("batches", BatchesQuery, BatchList)
OFFICE_SEARCH = _verb("office_search", OfficeSearch, SearchHits)
OFFICE_PAYMENT = _verb("office_payment", OfficePaymentQuery, OfficePayment)
OFFICE_PAYMENTS = _verb("office_payments", OfficePaymentsQuery, Payments)
OVERVIEW = _verb("overview", OverviewQuery, Overview)
SIGNS = _verb("signs", SignsQuery, Signs)
OPEN_SIGNS = _verb("open_signs", OpenSignsQuery, OpenSigns)
CHECK_SIGNS = _verb(
    "check_signs", CheckSigns, OpenSigns, _LOOKERS - {Role.OFFICE_VIEWER}
)

CAMPAIGNS = _verb("campaigns", CampaignsQuery, CampaignList)
CAMPAIGN_VERSIONS = _verb("campaign_versions", CampaignVersionsQuery, CampaignVersions)
PREVIEW_CAMPAIGN = _verb(
    "preview_campaign",
    CampaignRules,
    CampaignPreview,
    OPERATOR | {Role.OFFICE_ADMINISTRATOR},
)
