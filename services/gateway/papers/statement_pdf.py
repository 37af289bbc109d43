"""支払明細書: one merchant and half-month on paper."""

from machiken.contracts.settlement import StatementState, StatementView
from machiken.money import ZERO
from services.gateway import formatting
from services.gateway.papers.sheet import Sheet, paper


def statement_pdf(statement: StatementView, campaign_name: str) -> bytes:
    """Return the PDF; of the account only the last digits."""
    tail = statement.account_tail
    account = f"口座番号の末尾 {tail}" if tail else "未登録"
    first, last = statement.first_on, statement.last_on
    return paper(
        Sheet(
            title="支払明細書",
            issuer=campaign_name,
            facts=[
                ("加盟店", f"{statement.merchant_code}　{statement.merchant_name} 様"),
                ("事業", campaign_name),
                (
                    "対象期間",
                    f"{formatting.full_day(first)} 〜 {formatting.full_day(last)}",
                ),
                ("お支払額", str(statement.net)),
                ("振込日", _paid_when(statement)),
                ("振込先", account),
            ],
            head=("内訳", "件数", "金額"),
            rows=[
                ("決済", f"{statement.payments:,}", str(statement.paid)),
                ("返金", f"{statement.refunds:,}", str(-statement.refunded)),
                ("調整", "", str(statement.adjusted)),
                ("前回からの繰越", "", str(statement.carried)),
                ("差引お支払額", "", str(statement.net)),
            ],
            widths_mm=(94, 30, 50),
            amounts_from=1,
            small_print=f"{statement.statement_id}　SHA-256：{statement.sha256}",
        )
    )


def _paid_when(statement: StatementView) -> str:
    if statement.net <= ZERO:
        carried = "（次回に繰越）" if statement.net < ZERO else ""
        return f"今回のお振込みはありません{carried}"
    if statement.state is StatementState.RETURNED:
        return "銀行から返却されました（再振込します）"
    if statement.pay_on:
        return formatting.full_day(statement.pay_on)
    return f"{formatting.full_day(statement.pay_by)}まで"
