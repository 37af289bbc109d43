"""A storm: many tills redeem at once, while somebody kills what they depend on.

Most tills use `/api`, two go through the pages as people do. Now and then two want the
same voucher. Each operation is noted before it is sent. After the storm, what a till
does not know is asked by its id until it is definite.
"""

import random
import threading
import time
import uuid
from types import TracebackType
from typing import Final, Self

import requests

from deploy.demo.browser import Unexpected
from deploy.demo.shop import Shop, payment_no
from deploy.local.supervision import wait_until
from tests.faults.history import History, Operation, Outcome, outcome_of
from tests.faults.promises import Request, watch
from tests.journeys.people import EAST, MORIYA
from tests.journeys.till import Till
from tests.journeys.town import Town

TILLS: Final = 10
PAUSE_S: Final = (0.1, 0.4)
WANTED_BY_TWO: Final = 0.15
JOIN_S: Final = 60.0
LATEST_S: Final = 10.0
"""A call that was not run until now never is: its deadline is over."""
DEFINITE_WITHIN_S: Final = 60.0


class Storm:
    """Tills at work; `with Storm(…):` they work until the block ends."""

    def __init__(self, town: Town, seed: int) -> None:
        """Sign the tills in; `seed` decides what they want and when."""
        self.history = History()
        self.seed = seed
        self._town = town
        self._stopping = threading.Event()
        self._wanted: list[str] = []
        tills = [_Api(self, town, till) for till in town.tills(TILLS)]
        people = [_Pages(self, town, town.shop(each)) for each in (EAST, MORIYA)]
        self._workers = [
            threading.Thread(target=self._work, args=(number, worker), daemon=True)
            for number, worker in enumerate([*tills, *people])
        ]
        self._faults: list[BaseException] = []

    def __enter__(self) -> Self:
        """Let the storm begin."""
        for worker in self._workers:
            worker.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Let the tills finish what they do."""
        self._stopping.set()
        for worker in self._workers:
            worker.join(JOIN_S)
        if self._faults:
            raise self._faults[0]

    def wait_done(self, more: int, timeout_s: float) -> float:
        """Return after how many seconds `more` further operations were done."""
        began, so_far = time.monotonic(), self.history.count(Outcome.DONE)
        wait_until(
            lambda: self.history.count(Outcome.DONE) >= so_far + more,
            timeout_s,
            f"{more} further redemptions",
        )
        return time.monotonic() - began

    def _work(self, number: int, worker: "_Api | _Pages") -> None:
        rng = random.Random(f"{self.seed}-{number}")  # noqa: S311 - to be repeatable
        try:
            while not self._stopping.wait(rng.uniform(*PAUSE_S)):
                worker.redeem(number, self._choice(rng))
        except BaseException as fault:  # noqa: BLE001 - told by the storm's end
            self._faults.append(fault)

    def _choice(self, rng: random.Random) -> tuple[str, ...]:
        codes = self._town.vouchers(rng.randint(1, 3))
        if self._wanted and rng.random() < WANTED_BY_TWO:
            codes[-1] = rng.choice(self._wanted[-20:])
        self._wanted.append(codes[0])
        return tuple(codes)


class _Api:
    """A till that sends its vouchers in one step."""

    def __init__(self, storm: Storm, town: Town, till: Till) -> None:
        self._history = storm.history
        self._till = town.till(till.shop)
        watch(self._till.session, self._history.requests)

    def redeem(self, number: int, codes: tuple[str, ...]) -> None:
        operation = _begun(self._history, number, uuid.uuid4(), codes, by_pages=False)
        began = time.monotonic()
        try:
            answer = self._till.redeem(operation.checkout_id, codes)
        except requests.RequestException as error:
            took_s = time.monotonic() - began
            broken = Request(
                address="/api", status=0, took_s=took_s, text=type(error).__name__
            )
            self._history.requests.append(broken)
            return
        operation.end(outcome_of(answer))
        if answer.is_ok:
            operation.receipt = answer.body
            operation.payment_no = answer.body["payment_no"]


class _Pages:
    """A person at a till: an amount, each voucher, 決済, and what the page says."""

    def __init__(self, storm: Storm, town: Town, shop: Shop) -> None:
        self._history = storm.history
        self._shop = Shop(shop.url, shop.issuer_code)
        self._shop.browser = town.visitor()
        self._shop.browser.session.cookies.update(shop.browser.session.cookies)
        watch(self._shop.browser.session, self._history.requests)

    def redeem(self, number: int, codes: tuple[str, ...]) -> None:
        try:
            page = self._shop.begin(len(codes) * 1000)
            checkout_id = uuid.UUID(page.url.rpartition("/")[2])
        except (requests.RequestException, Unexpected, ValueError):
            return  # it has not begun, or nobody will ever go on with it
        operation = _begun(self._history, number, checkout_id, codes, by_pages=True)
        try:
            for code in codes:
                page = self._shop.read(page, code)
                if page.refusal is not None:
                    operation.end(Outcome.REFUSED)
                    return
            receipt = self._shop.redeem(page)
        except (requests.RequestException, Unexpected):
            return
        if "決済完了" in receipt.text:
            operation.end(Outcome.DONE)
            operation.payment_no = payment_no(receipt)


def make_definite(town: Town, history: History) -> float:
    """Ask for every unknown operation until it is definite; return the seconds."""
    till = town.till(town.tills(1)[0].shop)
    tills = {each.merchant_code: each for each in (till, *town.tills(3))}
    began = time.monotonic()
    for operation in history.of(Outcome.UNKNOWN):

        def is_definite(operation: Operation = operation) -> bool:
            answers = [each.ask(operation.checkout_id) for each in tills.values()]
            for answer in answers:
                if answer.is_ok:
                    operation.outcome = Outcome.DONE
                    operation.receipt = answer.body
                    operation.payment_no = answer.body["payment_no"]
                    return True
            nowhere = all(
                each.refusal == "redemption.payment_unknown" for each in answers
            )
            if nowhere and time.monotonic() - operation.began_at > LATEST_S:
                operation.outcome = Outcome.NOT_DONE
                return True
            return False

        left_s = DEFINITE_WITHIN_S - (time.monotonic() - began)
        wait_until(is_definite, left_s, f"{operation.checkout_id} definite")
    return time.monotonic() - began


def _begun(
    history: History,
    number: int,
    checkout_id: uuid.UUID,
    codes: tuple[str, ...],
    *,
    by_pages: bool,
) -> Operation:
    operation = Operation(
        till=number,
        checkout_id=checkout_id,
        codes=codes,
        by_pages=by_pages,
        began_at=time.monotonic(),
    )
    history.operations.append(operation)  # before it is sent: it may never end
    return operation
