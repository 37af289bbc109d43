"""The names of the company's merchants, as settlement knows them."""

from machiken.contracts.settlement import MerchantsQuery, verbs
from machiken.ids import MerchantCode
from services.gateway.backends import OutcomeUnknown, Unavailable, backends


def name_of(merchant_code: MerchantCode) -> str:
    """Return the merchant's name, or nothing while settlement is away.

    A payment can be given back without it.
    """
    try:
        told = backends().call(verbs.MERCHANTS, MerchantsQuery()).merchants
    except (Unavailable, OutcomeUnknown):
        return ""
    names = {each.merchant_code: each.merchant_name for each in told}
    return names.get(merchant_code, "")
