"""事務局: how the campaign, its money, the mail and the machinery stand. Read only.

Each block stands alone: where one service is away, the others are still shown. What
takes long to count was counted before, by redemption's worker.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from flask.typing import ResponseReturnValue

from machiken.contracts import auth, notify, redemption, settlement
from machiken.contracts.auth.mail_proposal_verbs import MAIL_PROPOSALS
from machiken.contracts.redemption import (
    CampaignList,
    CampaignUnknown,
    CampaignView,
    Overview,
)
from machiken.contracts.verbs import Ping
from machiken.ids import IssuerCode
from services.gateway import formatting, places
from services.gateway.backends import OutcomeUnknown, Unavailable, backends
from services.gateway.campaigns import campaigns
from services.gateway.office import menu
from services.gateway.office.acting import may
from services.gateway.office.blueprint import office
from services.gateway.office.chart import chart
from services.gateway.office.mail_proposals import proposals
from services.gateway.office.open_signs import look_again
from services.gateway.pages import page
from services.gateway.parked_depth import parked_depth

OUTBOXES: Final = {"会員": auth.PING, "精算": settlement.PING}
"""The other services that send events, as the page calls them."""

Answer = TypeVar("Answer")

menu.add(menu.Section.DASHBOARD, "office.top", "ダッシュボード")


@office.get("/")
def top() -> ResponseReturnValue:
    """Show how everything stands."""
    issuer = places.issuer_code()
    overview = _if_there(lambda: _overview(issuer)) if issuer else None
    look_again()
    return page(
        "office/dashboard.html",
        issuer=issuer,
        campaigns=None if issuer else _if_there(_campaigns),
        change=redemption.verbs.APPLY_CAMPAIGN,
        campaign=_if_there(lambda: _campaign(issuer)) if issuer else None,
        overview=overview,
        chart=chart(overview.days, overview.today) if overview else None,
        letters=_if_there(_letters),
        unsent=_unsent(overview),
        parked=parked_depth(),
        today=formatting.today(),
        proposals=_if_there(proposals) if may(MAIL_PROPOSALS) else None,
    )


def _campaign(issuer: IssuerCode) -> CampaignView:
    return campaigns().view(issuer)


def _campaigns() -> CampaignList:
    return backends().call(redemption.verbs.CAMPAIGNS, redemption.CampaignsQuery())


def _overview(issuer: IssuerCode) -> Overview:
    query = redemption.OverviewQuery(issuer_code=issuer)
    return backends().call(redemption.verbs.OVERVIEW, query)


def _letters() -> notify.LettersView:
    return backends().call(notify.verbs.LETTERS, notify.LettersQuery())


def _unsent(overview: Overview | None) -> dict[str, int | None]:
    """Return how many events wait in each service; None where nobody says."""
    waiting = {"商品券と決済": overview.unsent if overview else None}
    for service, ping in OUTBOXES.items():
        pong = _if_there(partial(backends().call, ping, Ping()))
        waiting[service] = pong.unsent if pong else None
    return waiting


def _if_there(ask: Callable[[], Answer]) -> Answer | None:
    try:
        return ask()
    except (Unavailable, OutcomeUnknown, CampaignUnknown):
        return None
