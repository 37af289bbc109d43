"""The office's site: campaign, ledger and mail, and what the office does about them."""

from services.gateway.office import (
    completion_mails,
    dashboard,
    inquiries,
    letters,
    notices,
    sign_in,
)
from services.gateway.office.blueprint import office

PAGES = (completion_mails, dashboard, inquiries, letters, notices, sign_in)
"""Each registers its addresses with the blueprint when it is imported."""

__all__ = ["PAGES", "office"]
