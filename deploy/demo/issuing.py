"""The operator's part: the campaign, and its vouchers on paper."""

import csv
import io
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from deploy.demo import town
from deploy.demo.operator import CommandFailed, Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Vouchers as the operator holds them: the print sheet and the code list."""

    sheet: bytes
    codes: list[str]


def is_known(operator: Operator, issuer: str) -> bool:
    """Return whether an earlier demo on this stack has set the campaign up."""
    try:
        operator.run("campaign", "show", "--issuer", issuer)
    except CommandFailed as failed:
        if "campaign_unknown" not in str(failed):
            raise
        return False
    return True


def apply_campaign(operator: Operator, today: date) -> str:
    """Set up the campaign of the year, and return its calendar in words."""
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
        file.write(town.campaign_file(today))
        file.flush()
        campaign = operator.run("campaign", "apply", file.name)
    ends = [period["last_on"] for period in campaign["periods"]]
    return f"closings {ends[0]} … {ends[-1]}, {len(ends)} half-months"


def issue(
    operator: Operator, issuer: str, count: int, *, sample: bool = False
) -> Issued:
    """Have vouchers issued and put on sale; return them as they are printed."""
    words = ["--issuer", issuer, "--count", str(count), "--wait-s", "60"]
    kind = ["--sample"] if sample else []
    batch_id = operator.run("voucher", "issue", *words, *kind)["batch_id"]
    operator.run("voucher", "activate", batch_id)
    with tempfile.TemporaryDirectory() as folder:
        sheet, codes = Path(folder, "sheet.pdf"), Path(folder, "codes.csv")
        operator.run("voucher", "sheet", batch_id, "--out", str(sheet))
        operator.run("voucher", "codes", batch_id, "--out", str(codes))
        listed = csv.reader(io.StringIO(codes.read_text()))
        return Issued(
            sheet=sheet.read_bytes(), codes=[row[-1] for row in listed if row]
        )
