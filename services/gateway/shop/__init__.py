"""The shops' site, on phones: redeem, refund, balance, sales. One page, one file."""

from services.gateway.shop import (
    abort,
    balance,
    checkout,
    home_screen,
    inquiry,
    manual,
    merchants,
    outcome,
    own_data,
    photo,
    receipt,
    redemption,
    refund,
    refund_search,
    sales,
    scanning,
    sign_in,
    staff,
    staff_invitation,
    top,
)
from services.gateway.shop.blueprint import shop

PAGES = (
    abort,
    balance,
    checkout,
    home_screen,
    inquiry,
    manual,
    merchants,
    outcome,
    own_data,
    photo,
    receipt,
    redemption,
    refund,
    refund_search,
    sales,
    scanning,
    sign_in,
    staff,
    staff_invitation,
    top,
)
"""Each registers its addresses with the blueprint when it is imported."""

__all__ = ["PAGES", "shop"]
