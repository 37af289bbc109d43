"""The books after a race: nothing proves wrong, and everything adds up."""

from tests.redemption.town import Town

_SUMS = """
select (select coalesce(sum(face_yen - balance_yen), 0) from voucher) as taken,
       (select coalesce(sum(line.amount_yen), 0)
          from redemption_line as line
          left join refund_line using (checkout_id, voucher_id)
         where refund_id is null) as live_lines,
       (select coalesce(sum(total_yen), 0) from redemption)
     - (select coalesce(sum(amount_yen), 0) from refund) as paid
"""
_TWICE = """
select count(*) from (
  select voucher_id from redemption_line join voucher using (voucher_id)
  left join refund_line using (checkout_id, voucher_id)
  where refund_id is null
  group by voucher_id, face_yen
  having sum(redemption_line.amount_yen) > face_yen) as twice
"""


def live_yen(town: Town) -> int:
    """Return what is redeemed and not given back, after making sure that it is so."""
    verified = town.verified()
    assert verified.differences == ()
    with town.db.begin() as tx:
        connection = tx.connection()
        sums = connection.exec_driver_sql(_SUMS).one()
        assert connection.exec_driver_sql(_TWICE).scalar_one() == 0
    assert sums.taken == sums.live_lines == sums.paid
    assert verified.on_the_way == (
        verified.checked["payments"]
        + verified.checked["refunds"]
        + len(town.told("campaign_applied"))
        + len(town.told("period_sealed"))
    )
    return int(sums.paid)
