"""`machiken`: the operator's command line, a caller of the services like any other.

Exit codes: 0 done, 1 refused or different, 2 not understood, 3 not available.
"""

import click

from services.gateway.cli import (
    applications,
    campaign_mails,
    desk,
    holding,
    intake,
    joining,
    mail_proposals,
    officers,
)
from services.gateway.cli.answering import Commands
from services.gateway.cli.audit import audit
from services.gateway.cli.campaign import campaign
from services.gateway.cli.clock import clock
from services.gateway.cli.completion import completion
from services.gateway.cli.holidays import holidays
from services.gateway.cli.inquiry import inquiry
from services.gateway.cli.mail import mail
from services.gateway.cli.merchant import merchant
from services.gateway.cli.notice import notice
from services.gateway.cli.officer import officer
from services.gateway.cli.parked import parked
from services.gateway.cli.payment import payment
from services.gateway.cli.payout import payout
from services.gateway.cli.rehearse import rehearse
from services.gateway.cli.settlement import settlement
from services.gateway.cli.signs import signs
from services.gateway.cli.staff import staff
from services.gateway.cli.verify import verify
from services.gateway.cli.voucher_looks import voucher

JOINED = (
    applications,
    campaign_mails,
    desk,
    holding,
    intake,
    joining,
    mail_proposals,
    officers,
)
"""Each adds its commands to a group of ours when it is imported."""


@click.group(cls=Commands)
def machiken() -> None:
    """Set up and look after a town's gift vouchers."""


for command in (
    campaign,
    holidays,
    merchant,
    staff,
    officer,
    audit,
    signs,
    voucher,
    payment,
    settlement,
    payout,
    verify,
    mail,
    notice,
    inquiry,
    parked,
    clock,
    rehearse,
    completion,
    desk.search,
    desk.overview,
):
    machiken.add_command(command)
