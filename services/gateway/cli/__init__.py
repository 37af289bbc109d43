"""`machiken`: the operator's command line, a caller of the services like any other.

Exit codes: 0 done, 1 refused or different, 2 not understood, 3 not available.
"""

import click

from services.gateway.cli.answering import Commands
from services.gateway.cli.campaign import campaign
from services.gateway.cli.clock import clock
from services.gateway.cli.mail import mail
from services.gateway.cli.merchant import merchant
from services.gateway.cli.officer import officer
from services.gateway.cli.parked import parked
from services.gateway.cli.payout import payout
from services.gateway.cli.settlement import settlement
from services.gateway.cli.verify import verify
from services.gateway.cli.voucher import voucher


@click.group(cls=Commands)
def machiken() -> None:
    """Set up and look after a town's gift vouchers."""


for command in (
    campaign,
    merchant,
    officer,
    voucher,
    settlement,
    payout,
    verify,
    mail,
    parked,
    clock,
):
    machiken.add_command(command)
