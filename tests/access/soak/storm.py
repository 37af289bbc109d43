"""Ten thousand stuffed pairs against honest sign-ins, over HTTP; `make soak` runs it.

The storm comes from many addresses of the loopback, at a rate, as botnets do; what
counts is a ratio: how long an honest sign-in on a known device takes in the storm, and
in the quiet before it.
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from deploy.demo.browser import Browser, Page
from deploy.demo.mails import number_alone
from tests.access.soak import stuffing
from tests.journeys.people import EAST, KADOYA, MORIYA, Merchant
from tests.journeys.till import Till
from tests.journeys.town import Town, opened

SHARE: Final = float(os.environ.get("SOAK_SHARE") or 1)
PAIRS: Final = max(500, int(10_000 * SHARE))
A_SECOND: Final = int(os.environ.get("STORM_RATE") or 50)
HONEST: Final = max(24, int(96 * SHARE))
"""As many as the twelve devices' own budgets let in, before the storm and in it."""
SLOWER_MAX: Final = 2.0
NEIGHBOURS: Final = tuple(
    Merchant(
        code=f"s{number:02}",
        name=f"嵐の中の店{number}",
        company_code=f"S{number:03}",
        company_name=f"嵐屋{number}",
        representative=f"嵐 {number}郎",
        login_id=f"arashi{number}",
    )
    for number in range(1, 10)
)
SHOPS: Final = (KADOYA, EAST, MORIYA, *NEIGHBOURS)

pytestmark = pytest.mark.timeout(3600)


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """Return a town whose budgets of visits are those of production."""
    monkeypatch.setenv("BUDGET_FACTOR", "1")
    root = Path(os.environ.get("MACHIKEN_TEST_RUN", ".run-test"))
    with opened(Path(f"{root}-storm")) as town:
        yield town


def test_honest_sign_ins_are_hardly_slower_in_a_storm(guarded: Town) -> None:
    for each in NEIGHBOURS:
        guarded.register(guarded.rules.issuer_code, each)
    shops = {shop: guarded.sign_in(shop).browser for shop in SHOPS}
    quiet = [_signed_in_s(guarded, shops, each) for each in range(HONEST)]
    over = threading.Event()
    till_at_work = guarded.till(guarded.sign_in(KADOYA))
    pages: list[float] = []
    till = threading.Thread(target=_top_page, args=(till_at_work, over, pages))
    stormy: list[float] = []
    with _storm(guarded) as storm:
        till.start()
        began = time.monotonic()
        while storm.poll() is None and len(stormy) < HONEST:
            stormy.append(_signed_in_s(guarded, shops, len(stormy)))
            _until(began + len(stormy) * PAIRS / A_SECOND / HONEST)
        answered, _ = storm.communicate()
    over.set()
    till.join()

    said: dict[str, int] = json.loads(answered)
    ratio = _p95(stormy) / _p95(quiet)
    median, stormy_median = statistics.median(quiet), statistics.median(stormy)
    print(  # noqa: T201 - the finding
        f"{sum(said.values())} pairs, {A_SECOND}/s: {said}; honest p95 quiet"
        f" {_p95(quiet):.3f} s, storm {_p95(stormy):.3f} s ({len(stormy)} sign-ins),"
        f" ratio {ratio:.2f}; medians {median:.3f} s and {stormy_median:.3f} s, ratio"
        f" {stormy_median / median:.2f}; a signed-in page's p50 in the storm"
        f" {statistics.median(pages) * 1000:.0f} ms"
    )
    assert sum(said.values()) == PAIRS
    assert "303" not in said
    assert ratio < SLOWER_MAX


def _signed_in_s(town: Town, shops: dict[Merchant, Browser], number: int) -> float:
    """Return how long the steps of one sign-in took, without the mail's way."""
    merchant = SHOPS[number % len(SHOPS)]
    browser = shops[merchant]
    url = town.urls["SHOP_URL"]
    top = browser.open(f"{url}/")
    if top.has_form("/sign-out"):
        browser.submit(top, top.form("/sign-out"))
    page = browser.open(f"{url}/")
    page = browser.submit(
        page, page.form("sign-in"), code=merchant.code, login_id=merchant.login_id
    )
    before = town.mailbox.count(merchant.email)
    page, password_s = _timed(
        browser, page, "password", password=town.password(merchant)
    )
    mail = town.mailbox.wait(
        merchant.email, lambda m: "ワンタイムパスワード" in m["subject"], after=before
    )
    number_typed = number_alone(mail)
    page, number_s = _timed(
        browser, page, "one-time-password", one_time_password=number_typed
    )
    page.expect(merchant.name)
    return password_s + number_s


def _until(moment: float) -> None:
    """Let honest people come all through the storm, not only in its first minute."""
    time.sleep(max(0.0, moment - time.monotonic()))


def _timed(
    browser: Browser, page: Page, form: str, **filled: str
) -> tuple[Page, float]:
    began = time.perf_counter()
    answer = browser.submit(page, page.form(form), files=None, **filled)
    return answer, time.perf_counter() - began


@contextmanager
def _storm(town: Town) -> Iterator[subprocess.Popen[str]]:
    """Have a storm of `PAIRS` pairs rage while the block lasts, and then end."""
    url = f"{town.host}/office/sign-in"
    command = [sys.executable, "-m", stuffing.__name__, url, str(PAIRS), str(A_SECOND)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as storm:  # noqa: S603 - our own
        try:
            yield storm
        except BaseException:
            storm.kill()
            raise


def _top_page(till: Till, over: threading.Event, pages: list[float]) -> None:
    address = f"{till.shop.url.removesuffix('/shop/')}/api/session"
    while not over.wait(0.5):
        began = time.perf_counter()
        till.session.get(address, timeout=30).raise_for_status()
        pages.append(time.perf_counter() - began)


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]
