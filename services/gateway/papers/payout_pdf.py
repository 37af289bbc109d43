"""振込一覧: a payout on paper, for the city's files and signatures."""

from machiken.contracts.settlement import PayoutView
from services.gateway import formatting
from services.gateway.papers.sheet import Sheet, paper


def payout_pdf(payout: PayoutView) -> bytes:
    """Return the PDF; of each account only the last digits."""
    issued = formatting.full_moment(payout.issued_at) if payout.issued_at else "未作成"
    return paper(
        Sheet(
            title=f"振込一覧　第{payout.payout_no}号",
            issuer=payout.issuer_code,
            facts=[
                ("振込指定日", formatting.full_day(payout.pay_on)),
                ("件数・合計金額", f"{payout.count:,}件　{payout.total}"),
                ("起案", payout.prepared_by),
                ("承認", payout.decided_by or "未承認"),
                ("銀行ファイル", issued),
            ],
            head=("番号", "加盟店", "締め日", "口座", "金額"),
            rows=[
                (
                    str(each.transfer_no),
                    f"{each.merchant_code}　{each.merchant_name}",
                    f"{each.last_on:%Y/%m/%d}",
                    f"…{each.number_tail}",
                    str(each.amount),
                )
                for each in payout.transfers
            ],
            widths_mm=(16, 78, 32, 20, 28),
            amounts_from=4,
            small_print=f"銀行ファイルのSHA-256：{payout.sha256 or '未作成'}",
        )
    )
