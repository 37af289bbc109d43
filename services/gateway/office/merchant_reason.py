"""Pages that ask why something is done to a merchant, and ask again where it fails."""

from typing import Final

from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    MerchantQuery,
    MerchantStateDiffers,
    RegistrationMalformed,
    verbs,
)
from machiken.ids import MerchantId
from machiken.refusals import Refusal
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.refusals import FieldMissing, FieldTooLong

WRONG: Final = (FieldMissing, FieldTooLong, RegistrationMalformed, MerchantStateDiffers)
"""What such a page shows beside its form."""


def ask_why(
    template: str, merchant_id: MerchantId, refusal: Refusal | None = None
) -> ResponseReturnValue:
    """Return the page with the merchant as it stands."""
    query = MerchantQuery(merchant_id=merchant_id)
    shown = backends().call(verbs.MERCHANT, query)
    return page(template, refusal, merchant=shown)
