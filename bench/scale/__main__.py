"""`make bench-scale`: a million vouchers, and a merchant with 100,000 payments.

Times are medians of one run. What counts are the ratios: the same work beside few and
beside many, in turns. It is the service's own code on PostgreSQL with durable settings,
without the bus, which knows nothing of how much there is.
"""

import gc
import os
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bench.load import in_turns
from bench.scale import child, past
from bench.scale.ground import ISSUER, TODAY, Ground, merchant_id, new_keys
from bench.scale.measures import Shop, median_s, seal, signs, timed_s
from bench.scale.past import LINES_EACH, Past
from deploy.local.stack import Stack
from machiken.contracts.redemption import CampaignView
from machiken.ids import MerchantCode, PaymentNo
from machiken.money import Yen
from services.redemption.usecases.issue_batch import PART_VOUCHERS

ROOT: Final = Path(__file__).parent.parent.parent / ".run-scale"
VOUCHERS: Final = int(os.environ.get("VOUCHERS", "1000000"))
FEW: Final = 2_000
PAYMENTS: Final = int(os.environ.get("PAYMENTS", str(VOUCHERS // 5)))
BIG: Final = PAYMENTS // 2
"""Payments of the one big merchant; ten others have as many together."""
LINES: Final = min(LINES_EACH, VOUCHERS // PAYMENTS)
OTHERS: Final = 10
DAYS: Final = 31
LAST_ON: Final = TODAY.date() - timedelta(days=1)
FIRST_ON: Final = TODAY.date() - timedelta(days=DAYS)


def main() -> None:
    """Measure, print each number as it is known, and the line that tools read last."""
    stack = Stack(ROOT, "test", durable=True, say=print)
    stack.up("servers")
    try:
        url = stack.environment("migrate-redemption")["OWNER_DATABASE_URL"]
        told = _measured(url)
    finally:
        stack.down()
    print("bench-scale: " + " ".join(f"{name}={what}" for name, what in told.items()))


def _measured(url: str) -> dict[str, str]:
    keys = new_keys()
    few = Ground(url=url, schema="few", keys=keys)
    many = Ground(url=url, schema="many", keys=keys)
    told: dict[str, str] = {}
    shops = []
    for ground, count in ((few, FEW), (many, VOUCHERS)):
        campaign = ground.lay()
        batch_id = ground.request(count)
        issued = child.run(ground, "issue")
        assert issued.result == count, "all were issued"
        told |= _told(
            f"issue_{count}",
            took_s=f"{issued.took_s:.1f}",
            mib=f"{issued.idle_mib}->{issued.max_mib}",
            rss_ratio=f"{issued.max_mib / issued.idle_mib:.2f}",
        )
        ground.activate(batch_id)
        codes = ground.codes(batch_id, -(-count // PART_VOUCHERS))
        # From the end: the first ones are for the past.
        shops.append(Shop(ground, ground.staff("q00", campaign), codes[::-1]))
    _fill(many, campaign)
    gc.collect()
    gc.freeze()  # as a service's process does: what is loaded stays for good
    for ground in (few, many):
        ground.tidy()
    return {
        **told,
        **_redeeming(*shops),
        **_asking(shops[1]),
        **_looking(many),
        **_sealing(many),
        **_proof(few, many),
    }


def _fill(ground: Ground, campaign: CampaignView) -> None:
    """Give the big merchant his month, and the others theirs."""
    print(f"writing {2 * BIG} payments of {DAYS} days")
    serial = 1
    for code, count in [
        ("q00", BIG),
        *((f"q{number:02}", BIG // OTHERS) for number in range(1, OTHERS + 1)),
    ]:
        month = Past(
            campaign=campaign,
            merchant_id=merchant_id(code),
            merchant_code=MerchantCode(code),
            payments=count,
            first_on=FIRST_ON,
            days=DAYS,
            first_serial=serial,
            lines=LINES,
        )
        with ground.db.begin() as tx:
            past.write(tx, month)
        serial += count * LINES


def _redeeming(few: Shop, many: Shop) -> dict[str, str]:
    beside_few, beside_many = in_turns(
        partial(few.redeem, 5), partial(many.redeem, 5), turns=200
    )
    ten, hundred = in_turns(
        partial(many.redeem, 10), partial(many.redeem, 100), turns=40
    )
    return _told(
        "redeem",
        few_ms=_ms(beside_few),
        many_ms=_ms(beside_many),
        many_vs_few=f"{beside_many / beside_few:.2f}",
        ten_ms=_ms(ten),
        hundred_ms=_ms(hundred),
        hundred_vs_ten=f"{hundred / ten:.2f}",
    )


def _asking(shop: Shop) -> dict[str, str]:
    assert shop.sales(FIRST_ON, LAST_ON) == BIG, "the sales hold all payments"
    number = f"{ISSUER}q00{FIRST_ON:%Y%m%d}{1:014}"
    searches = {
        "by_no": partial(shop.find, payment_no=PaymentNo(number)),
        "by_day": partial(shop.find, paid_on=LAST_ON),
        "by_amount": partial(shop.find, amount=Yen(3_000)),
        "by_rare_amount": partial(shop.find, amount=Yen(99_000)),
    }
    week = LAST_ON - timedelta(days=6)
    return _told(
        "sales",
        of_7_days_ms=_ms(median_s(partial(shop.sales, week, LAST_ON))),
        of_31_days_ms=_ms(median_s(partial(shop.sales, FIRST_ON, LAST_ON))),
    ) | _told(
        "search", **{f"{by}_ms": _ms(median_s(each)) for by, each in searches.items()}
    )


def _looking(ground: Ground) -> dict[str, str]:
    found = signs(ground, LAST_ON)
    board_s = median_s(partial(signs, ground, LAST_ON))
    return _told("signs", of_a_day_ms=_ms(board_s), found=f"{len(found.signs)}")


def _sealing(ground: Ground) -> dict[str, str]:
    seal(ground)  # June, which is empty
    times = [timed_s(partial(seal, ground)) for _ in range(2)]
    return _told("seal", s=" ".join(f"{each:.2f}" for each in times).replace(" ", "/"))


def _proof(few: Ground, many: Ground) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, ground in (("few", few), ("many", many)):
        done = child.run(ground, "verify")
        assert done.result == 0, "the books are right"
        told |= {
            f"{name}_s": f"{done.took_s:.1f}",
            f"{name}_mib": f"{done.idle_mib}->{done.max_mib}",
        }
    return _told("verify", **told)


def _told(what: str, **numbers: str) -> dict[str, str]:
    print(f"{what}: " + ", ".join(f"{name} {told}" for name, told in numbers.items()))
    return {f"{what}_{name}": told for name, told in numbers.items()}


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


if __name__ == "__main__":
    main()
