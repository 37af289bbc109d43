"""The play: from the first application to the last pay day, chapter by chapter."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from requests import RequestException

from deploy.demo.browser import Unexpected
from deploy.demo.mails import Mailbox, NoMail
from deploy.rehearsal import joining, paying, vouchers
from deploy.rehearsal.addresses import Addresses
from deploy.rehearsal.market import Market
from deploy.rehearsal.officer import Desk
from deploy.rehearsal.stage import Caller, Stage
from deploy.rehearsal.stuck import Stuck
from deploy.rehearsal.till import Till
from deploy.rehearsal.totals import Totals
from deploy.rehearsal.town import (
    APPROVER,
    CLERK,
    FIRST_DEADLINE,
    ISSUER,
    MERCHANTS,
    RULES,
    SAMPLES,
    SECOND_DEADLINE,
    VOUCHERS,
    window,
)
from machiken.contracts.auth import MerchantCampaignUnknown, MerchantListQuery
from machiken.contracts.auth import verbs as auth
from machiken.contracts.redemption import PeriodView, PrintFileKind, verbs
from machiken.contracts.settlement import (
    LedgerCampaignUnknown,
    LedgerQuery,
)
from machiken.contracts.settlement import verbs as settlement
from machiken.money import Yen


def stage(
    call: Caller, addresses: Addresses, **listeners: Callable[..., None]
) -> Stage:
    """Return the stage of an installation."""
    return Stage(
        call=call,
        shop_url=addresses.shop_url,
        office_url=addresses.office_url,
        mailbox=Mailbox(addresses.mailbox_url),
        **listeners,
    )


class Play:
    """One campaign, played once; the same seed gives the same days and amounts."""

    def __init__(self, stage: Stage, seed: int) -> None:
        """Know the stage; nothing has happened yet."""
        self._stage = stage
        # Nothing secret hangs on it, and a seed plays the same days again.
        self._chance = random.Random(seed)  # noqa: S311
        self._periods: tuple[PeriodView, ...] = ()
        self._tills: list[Till] = []
        self._codes: list[str] = []
        self._desks: tuple[Desk, ...] = ()
        self.totals = Totals(merchants=len(MERCHANTS), vouchers=VOUCHERS)

    def run(self) -> Totals:
        """Play it all and return what was done. Raises `Stuck` or what was refused."""
        try:
            return self._run()
        except (NoMail, Unexpected, RequestException) as error:
            raise Stuck(str(error)) from error
        finally:
            self._close()

    def _run(self) -> Totals:
        for chapter in (
            self._set_up,
            lambda: self._recruit(1, FIRST_DEADLINE, date(2026, 5, 15)),
            lambda: self._recruit(2, SECOND_DEADLINE, date(2026, 6, 1)),
            self._approve_accounts,
            self._print,
            self._practise,
        ):
            self._over(chapter)
        chance, totals = self._chance, self.totals
        market = Market(self._stage, self._tills, self._codes, totals, chance)
        due: PeriodView | None = None
        for period in self._periods:
            market.early(period)
            if due:
                self._pay(due)
            self._end(market, period)
            due = period
        assert due is not None, "a campaign has half-months"
        self._pay(due)
        return self.totals

    def owed(self) -> Yen:
        """Return what the town owes now."""
        query = LedgerQuery(issuer_code=ISSUER)
        return self._stage.call(settlement.LEDGER, query).owed

    def _over(self, chapter: Callable[[], None]) -> None:
        chapter()
        self._stage.step()

    def _set_up(self) -> None:
        stage = self._stage
        stage.go_to(date(2026, 4, 16), 9)
        campaign = stage.call(verbs.APPLY_CAMPAIGN, RULES)
        self._periods = campaign.periods
        stage.wait("the campaign known to all", self._is_known)
        stage.tell("set_up", name=RULES.name, half_months=len(self._periods))

    def _is_known(self) -> bool:
        try:
            self._stage.call(auth.MERCHANTS, MerchantListQuery(issuer_code=ISSUER))
            self.owed()
        except (MerchantCampaignUnknown, LedgerCampaignUnknown):
            return False
        return True

    def _recruit(self, number: int, deadline: date, told_on: date) -> None:
        stage, merchants = self._stage, window(number)
        stage.go_to(deadline, 17)
        joining.apply(stage, merchants)
        stage.tell("applied", day=deadline, number=number, count=len(merchants))
        stage.go_to(told_on, 10)
        joining.register(stage, merchants)
        tills = joining.invite(stage, merchants, number)
        self._tills += tills
        names = "、".join(each.name for each in merchants)
        stage.tell("invited", day=told_on, number=number, names=names)
        next_day = told_on + timedelta(days=1)
        stage.go_to(next_day, 10)
        for till in tills:
            till.come_in()
        stage.tell("came_in", day=next_day, count=len(tills))

    def _approve_accounts(self) -> None:
        stage, day = self._stage, date(2026, 6, 2)
        stage.go_to(day, 10)
        paying.name_payer(stage)
        joining.ask_accounts(stage, MERCHANTS)
        clerk, approver = Desk(stage, CLERK), Desk(stage, APPROVER)
        self._desks = clerk, approver
        count = approver.approve_accounts()
        stage.tell("accounts", day=day, count=count, by=APPROVER.name)

    def _print(self) -> None:
        stage, day = self._stage, date(2026, 6, 10)
        stage.go_to(day, 10)
        batch = vouchers.issued(stage, VOUCHERS, sample=False)
        sheet = vouchers.fetched(stage, batch, PrintFileKind.SHEET)
        self._codes += vouchers.codes(stage, batch)
        vouchers.put_on_sale(stage, batch)
        kb = len(sheet) // 1024
        stage.tell("printed", day=day, count=VOUCHERS, kb=kb)

    def _practise(self) -> None:
        stage, day = self._stage, date(2026, 6, 22)
        stage.go_to(day, 10)
        batch = vouchers.issued(stage, SAMPLES, sample=True)
        samples = vouchers.codes(stage, batch)
        for till in self._tills:
            till.come_in()
            till.practise(samples[0])
            self.totals.practised += 1
        stage.tell("practised", day=day, count=len(self._tills))

    def _end(self, market: Market, period: PeriodView) -> None:
        market.late(period)
        self._stage.go_to(period.last_on + timedelta(days=1), 0, 10)
        closing = paying.close(self._stage, period)
        self.totals.closings += 1
        self._stage.tell("closed", day=period.last_on, yen=closing.net)
        self._stage.step()

    def _pay(self, period: PeriodView) -> None:
        self._stage.go_to(period.pay_by, 10)
        payout = paying.pay(self._stage, self._desks, period.pay_by)
        totals = self.totals
        totals.payouts += 1
        totals.paid_out += payout.total
        totals.pay_days.append(period.pay_by)
        self._stage.tell(
            "paid",
            day=period.pay_by,
            yen=payout.total,
            count=payout.count,
            by=CLERK.name,
            other=APPROVER.name,
        )
        self._stage.step()

    def _close(self) -> None:
        for till in self._tills:
            till.close()
        for desk in self._desks:
            desk.close()
        self._stage.mailbox.session.close()
