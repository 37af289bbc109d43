"""A town with all of its processes, on servers of its own, for journeys and faults.

It has a stack to itself: the unit tests' fixtures empty the databases of theirs. Every
session begins with empty books, whatever an earlier one left behind.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import redis
import requests
from sqlalchemy import Connection, Row, create_engine, pool, text

from deploy.demo.browser import Browser
from deploy.demo.mails import Mailbox, after_word
from deploy.demo.passwords import present
from deploy.demo.portal import Portal
from deploy.demo.shop import Shop
from deploy.keys import SERVICES
from deploy.local.stack import Stack
from deploy.local.supervision import wait_until
from machiken import migrate
from machiken.contracts import auth, redemption
from machiken.contracts.redemption import CampaignRules
from machiken.ids import IssuerCode
from machiken.town_time import TOWN_TIME
from tests.journeys import people
from tests.journeys.broker import Broker
from tests.journeys.office import Office
from tests.journeys.people import EAST, KADOYA, MORIYA, OF_THE_PAST, TO_COME, Merchant
from tests.journeys.till import Till

VOUCHERS: Final = 20_001
"""One more than is printed here, so that no session waits for 2,000 drawn pages."""
KNOWN_WITHIN_S: Final = 30.0


class Town:
    """Everybody in town, and where to find them."""

    def __init__(self, stack: Stack) -> None:
        """Know the running stack; nobody is registered yet."""
        self.stack = stack
        self.urls = stack.urls
        self.host = self.urls["SHOP_URL"].removesuffix("/shop")
        self.broker = Broker(stack)
        self.office = Office(stack.environment("operator"))
        self.mailbox = Mailbox(self.urls["MAILBOX_URL"])
        self.today = datetime.now(tz=TOWN_TIME).date()
        self.rules = people.this_year(self.today)
        self._passwords: dict[Merchant, tuple[IssuerCode, str]] = {}
        self._shops: dict[Merchant, Shop] = {}
        self._tills: list[Till] = []
        self._fresh: list[str] = []
        self._sessions: list[requests.Session] = [self.mailbox.session]
        self._lock = threading.Lock()

    def forget_mails(self) -> None:
        """Throw away the mails of an earlier session."""
        url = f"{self.urls['MAILBOX_URL']}/api/messages"
        self.mailbox.session.delete(url, timeout=5).raise_for_status()

    def empty(self) -> None:
        """Let nothing have been set up: empty books, no mails, the real time."""
        _empty(self.stack)
        self.forget_mails()

    def settle(self) -> None:
        """Begin: three campaigns, five merchants, vouchers on sale."""
        for rules, merchants in (
            (self.rules, (KADOYA, EAST, MORIYA)),
            (people.over(self.today), (OF_THE_PAST,)),
            (people.to_come(self.today), (TO_COME,)),
        ):
            self.apply(rules)
            for merchant in merchants:
                self.register(rules.issuer_code, merchant)
        issued = self.office.issue(self.rules.issuer_code, VOUCHERS)
        self._fresh = list(issued.codes.values())

    def apply(self, rules: CampaignRules) -> None:
        """Set the campaign up; return once everybody knows it."""
        self.office.call(redemption.verbs.APPLY_CAMPAIGN, rules)
        self.wait_known(rules.issuer_code)

    def wait_known(self, issuer: IssuerCode) -> None:
        """Return once every listening service has heard of the campaign."""
        known = "select 1 from campaign where issuer_code = :issuer"

        def is_known() -> bool:
            return all(
                self.rows(service, known, issuer=issuer)
                for service in ("auth", "settlement", "notify")
            )

        wait_until(is_known, KNOWN_WITHIN_S, f"{issuer} known to all")

    def register(self, issuer: IssuerCode, merchant: Merchant) -> str:
        """Register the merchant and return the password that its person was mailed."""
        self.office.call(auth.verbs.REGISTER_MERCHANT, merchant.registration(issuer))
        return self.welcome(issuer, merchant)

    def welcome(self, issuer: IssuerCode, merchant: Merchant) -> str:
        """Return the password in the mail to a merchant that was registered."""
        mail = self.mailbox.wait(
            merchant.email, lambda mail: "登録完了" in mail["subject"]
        )
        password = after_word(mail, "初期パスワード")
        self._passwords[merchant] = (issuer, password)
        return password

    def password(self, merchant: Merchant) -> str:
        """Return the password that the merchant's person has chosen."""
        initial = self._passwords[merchant][1]
        if present(initial) == initial:
            self.sign_in(merchant)
        return present(initial)

    def vouchers(self, count: int) -> list[str]:
        """Return codes that nobody was given before; safe between threads."""
        with self._lock:
            taken, self._fresh = self._fresh[:count], self._fresh[count:]
        assert len(taken) == count, "the town has vouchers left"
        return taken

    def voucher(self) -> str:
        """Return the code of one such voucher."""
        return self.vouchers(1)[0]

    def sign_in(self, merchant: Merchant) -> Shop:
        """Return a freshly signed-in shop."""
        issuer, password = self._passwords[merchant]
        shop = self.shop_page(issuer)
        shop.sign_in(
            merchant.code,
            merchant.login_id,
            password,
            mailbox=self.mailbox,
            email=merchant.email,
        ).expect(merchant.name)
        return shop

    def shop_page(self, issuer: IssuerCode) -> Shop:
        """Return the shop's site as it is before anybody signs in."""
        shop = Shop(self.urls["SHOP_URL"], issuer)
        self._sessions.append(shop.browser.session)
        return shop

    def shop(self, merchant: Merchant) -> Shop:
        """Return the merchant's shop that stays signed in, for one thread at a time."""
        if merchant not in self._shops:
            self._shops[merchant] = self.sign_in(merchant)
        return self._shops[merchant]

    def tills(self, count: int) -> list[Till]:
        """Return tills that stay signed in, each with a session of its own."""
        merchants = (KADOYA, EAST, MORIYA)
        while len(self._tills) < count:
            merchant = merchants[len(self._tills) % len(merchants)]
            self._tills.append(self.till(self.sign_in(merchant)))
        return self._tills[:count]

    def till(self, shop: Shop) -> Till:
        """Return a till with the shop's session."""
        till = Till(shop)
        self._sessions.append(till.session)
        return till

    def portal(self, merchant: Merchant) -> Portal:
        """Return the merchant's company at its PC, signed in."""
        issuer, password = self._passwords[merchant]
        portal = Portal(self.urls["PORTAL_URL"], issuer, self.gate)
        self._sessions.append(portal.browser.session)
        portal.sign_in(
            merchant.company_code,
            merchant.login_id,
            password,
            mailbox=self.mailbox,
            email=merchant.email,
        )
        return portal

    @property
    def gate(self) -> tuple[str, str]:
        """The pair that opens the portal's outer gate."""
        return self.urls["PORTAL_BASIC_USER"], self.urls["PORTAL_BASIC_PASSWORD"]

    def visitor(self, *, gate: tuple[str, str] | None = None) -> Browser:
        """Return a browser that is signed in to nothing."""
        browser = Browser(basic=gate)
        self._sessions.append(browser.session)
        return browser

    def rows(self, service: str, query: str, **given: object) -> list[Row[Any]]:
        """Return what a query finds in a service's database."""
        with _as_owner(self.stack, service) as database:
            return list(database.execute(text(query), given))

    def change(self, service: str, statement: str) -> None:
        """Change a service's database behind its back."""
        with _as_owner(self.stack, service) as database:
            database.execute(text(statement))

    def count(self, service: str, table: str) -> int:
        """Return how many rows a table has."""
        return int(self.rows(service, f'select count(*) from "{table}"')[0][0])  # noqa: S608 - our own names

    def close(self) -> None:
        """Close all connections."""
        self.office.close()
        for session in self._sessions:
            session.close()


@contextmanager
def opened(root: Path) -> Iterator[Town]:
    """Return a town, settled; its processes are stopped at the end."""
    with installed(root) as town:
        town.settle()
        yield town


@contextmanager
def installed(root: Path) -> Iterator[Town]:
    """Return an installation in which nothing was set up yet."""
    # Durable and our own: servers are killed here, and nothing may be lost by it.
    stack = Stack(root, "test", durable=True, given={})
    stack.down()
    stack.up("servers")
    stack.migrate()
    stack.declare_topology()
    _empty(stack)
    stack.up("all")
    town = Town(stack)
    try:
        town.forget_mails()
        yield town
    finally:
        town.close()
        stack.down()


def _empty(stack: Stack) -> None:
    for service in SERVICES:
        names = ", ".join(f'"{name}"' for name in migrate.metadata_of(service).tables)
        with _as_owner(stack, service) as database:
            database.execute(text(f"truncate {names} restart identity cascade"))
    broker = Broker(stack)
    for queue in broker.queues():
        broker.purge(queue)
    with redis.Redis.from_url(stack.site.redis_url) as cache:
        cache.flushall()


@contextmanager
def _as_owner(stack: Stack, service: str) -> Iterator[Connection]:
    url = stack.environment(f"migrate-{service}")["OWNER_DATABASE_URL"]
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.begin() as connection:
        yield connection
