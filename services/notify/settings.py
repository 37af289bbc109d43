"""What notify is told at start."""

from dataclasses import dataclass

from machiken.settings import Environment, Secret
from services.notify.domain.sites import Sites


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where notify runs, the mail server, and what letters say about the sites."""

    machiken_env: Environment
    letter_key: Secret
    smtp_url: Secret
    """`smtp+starttls://` or `smtps://`, with user and password if any; `smtp://`
    without, for a server on the same machine."""
    shop_url: str
    portal_url: str
    portal_basic_user: str
    portal_basic_password: Secret
    office_url: str
    office_mail_from: str
    """Who writes to the office's own staff; merchants hear from their campaign."""
    smtp_ca_file: str = ""
    """Certificates to trust instead of the system's own, for a server of the town's."""
    dkim_domain: str = ""
    """What our own signature stands for; with the next two, or none of them."""
    dkim_selector: str = ""
    dkim_key_file: str = ""
    """Holds the private key (PEM), which never stands in the environment itself."""

    @property
    def sites(self) -> Sites:
        """Return where people sign in, as letters tell them."""
        return Sites(
            shop_url=self.shop_url,
            portal_url=self.portal_url,
            portal_basic_user=self.portal_basic_user,
            portal_basic_password=self.portal_basic_password.reveal(),
            office_url=self.office_url,
        )
