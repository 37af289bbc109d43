"""The books at a town's size: `python -m bench.books export|closing [share]`.

`export`: a million rows of CSV beside PostgreSQL's own COPY of the same query, and how
much memory the worker takes. `closing`: 300 merchants with 20,000 payments each, with
vouchers redeemed and payments written meanwhile. On servers under MACHIKEN_TEST_RUN.
"""

import os
import resource
import sys
import time
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet
from psycopg import sql
from sqlalchemy import text

from bench.closing import closing, tills
from deploy.local.stack import Stack
from machiken import migrate
from machiken.confidential import Envelope
from machiken.contracts.settlement import ExportEncoding, RequestExport
from machiken.database import Transactions, connect
from machiken.settings import Secret
from machiken.worker import LIMITS
from services.settlement.store.payment_lines import copied
from services.settlement.usecases.make_export import make_next_export
from services.settlement.usecases.request_export import request_export
from tests.conftest import emptied, owner_url
from tests.settlement.town import OWNER, PERIOD, campaign
from tests.settlement.usecases.asking import request
from tests.settlement.usecases.hearing import tell

ROOT = Path(os.environ.get("MACHIKEN_TEST_RUN", ".run-test"))
ROWS = 1_000_000
MERCHANTS = 300
PAYMENTS_EACH = 20_000

FILL = """
alter table entry disable trigger user; alter table journal disable trigger user;
insert into merchant
select ('00000000-0000-0000-0000-' || lpad(to_hex(m), 12, '0'))::uuid, :campaign,
  lpad(m::text, 3, '0'), '商店' || m, :company, now()
from generate_series(1, :merchants) m;
insert into journal (event_id, kind, checkout_id, payment_no, campaign_id, issuer_code,
  merchant_id, merchant_code, login_id, voucher_count, amount_yen, redeemed_at,
  happened_at, period_last_on)
select gen_random_uuid(), 'redemption', gen_random_uuid(),
  'KNM202601' || lpad(m::text, 3, '0') || '20260624' || lpad(n::text, 14, '0'),
  :campaign, 'KNM202601',
  ('00000000-0000-0000-0000-' || lpad(to_hex(m), 12, '0'))::uuid,
  lpad(m::text, 3, '0'), 'hanako01', 1, 1000, moment, moment, :period
from generate_series(1, :each) n cross join generate_series(1, :merchants) m,
  lateral (select timestamptz '2026-06-24 03:00Z' + n * interval '0.1 s') t(moment);
insert into entry
select journal_id, 1, 'vouchers_redeemed:KNM202601', amount_yen from journal
union all
select journal_id, 2, 'owed_to_merchant:KNM202601:' || merchant_code, -amount_yen
from journal;
insert into sealed_period values
  (:campaign, :period, '2026-06-24', '2026-07-15', 'KNM202601', now());
insert into sealed_sum
select campaign_id, period_last_on, merchant_id, merchant_code, count(*),
  sum(amount_yen), 0, 0 from journal group by 1, 2, 3, 4;
alter table entry enable trigger user; alter table journal enable trigger user;
analyze
"""


def main(what: str, share: float) -> None:
    """Fill the books, measure, and print what came of it."""
    stack = Stack(ROOT, "test")
    stack.up("servers")
    url = owner_url(stack, "settlement")
    migrate.upgrade("settlement", url)
    emptied(url, "settlement")
    owner = connect(url, pool_size=2, limits={})
    db = connect(
        stack.environment("settlement-service")["DATABASE_URL"],
        pool_size=4,
        limits=LIMITS,
    )
    tell(db, campaign())
    if what == "export":
        _fill(owner, merchants=1, each=int(ROWS * share))
        _export(db)
    else:
        _fill(owner, merchants=MERCHANTS, each=int(PAYMENTS_EACH * share))
        with tills(stack) as at_tills:
            closing(db, at_tills)


def _fill(owner: Transactions, *, merchants: int, each: int) -> None:
    began = time.monotonic()
    given = {
        "campaign": campaign().campaign_id,
        "company": OWNER.company_id,
        "period": PERIOD,
        "merchants": merchants,
        "each": each,
    }
    for statement in FILL.split(";"):
        with owner.begin() as tx:
            names = {name: given[name] for name in given if f":{name}" in statement}
            tx.execute(text(statement), names)
    print(f"{merchants} x {each:,} payments written ({time.monotonic() - began:.0f} s)")


def _export(db: Transactions) -> None:
    envelope = Envelope(Secret(Fernet.generate_key().decode()))
    copied_s = _plain_copy(db)
    for encoding in ExportEncoding:
        asked: RequestExport = request(encoding=encoding)
        with db.begin() as tx:
            export_id = request_export(tx, asked, OWNER).export_id
        idle_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.monotonic()
        make_next_export(db, envelope)
        took_s = time.monotonic() - began
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - idle_kib) / 1024
        print(
            f"{encoding}: {took_s:.2f} s, COPY alone {copied_s:.2f} s:"
            f" {copied_s / took_s:.2f} of its speed; {more:.0f} MiB over idle"
            f" ({export_id})"
        )


COPY = """
copy (select m.merchant_code, m.merchant_name,
  to_char(j.redeemed_at at time zone 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS'),
  j.payment_no, j.amount_yen, j.issuer_code, c.name,
  case j.kind when 'refund' then 'RF' else 'ND' end, '', '',
  case j.kind when 'refund' then 'RF' else 'ND' end, '', '', '', '', '',
  '', '', '', '', '', '', '', '', '', '', '', ''
from journal j join merchant m using (merchant_id)
join campaign c on c.campaign_id = m.campaign_id
where j.kind in ('redemption', 'refund')
order by j.happened_at, j.payment_no, j.kind) to stdout (format csv)
"""


def _plain_copy(db: Transactions) -> float:
    with db.begin() as tx:
        driver = tx.connection().connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        began = time.monotonic()
        size = sum(len(line) for line in copied(driver, sql.SQL(COPY)))
        print(f"COPY alone: {size / 1e6:.0f} MB")
        return time.monotonic() - began


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)  # noqa: PLR2004
