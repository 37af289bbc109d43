"""Where people sign in, as letters tell them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """The addresses of the three sites, and the outer gate of the one for PCs."""

    shop_url: str
    portal_url: str
    portal_basic_user: str
    portal_basic_password: str
    office_url: str

    def shop_of(self, issuer_code: str) -> str:
        """Return the shop site's address for one campaign (S-ENV-4)."""
        return f"{self.shop_url}/sign-in?issuer={issuer_code}"

    def portal_of(self, issuer_code: str) -> str:
        """Return the PC site's address for one campaign."""
        return f"{self.portal_url}/sign-in?issuer={issuer_code}"

    def inquiry_of(self, issuer_code: str) -> str:
        """Return the address of the inquiry form for one campaign (S-SUP-2)."""
        return f"{self.shop_url}/inquiry?issuer={issuer_code}"
