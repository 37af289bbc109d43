"""How commands understand what is typed, and how they end."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import click
import pytest
from click.testing import CliRunner

from machiken.contracts.redemption import Holiday
from machiken.money import Yen
from services.gateway.cli import machiken
from services.gateway.cli.campaign import rules_in
from services.gateway.cli.clock import shift_of
from services.gateway.cli.holidays import holidays_in

KEY = base64.urlsafe_b64encode(bytes(32)).decode()
NOW = datetime(2026, 6, 24, 0, 0, tzinfo=UTC)
CAMPAIGN = """
issuer_code = "KNM202601"
name = "まちの木プレミアム商品券2026"
issuer_name = "木ノ町"
voucher_prefix = "A7"
face_value = 1000
unit = 1000
limit = 100000
vouchers_max = 100
use_first_on = 2026-06-24
use_last_on = 2026-10-31
redeem_first_on = 2026-06-24
redeem_last_on = 2026-11-30
mail_from = "no-reply@kinomachi.example"
contact = "木ノ町商品券事務局 0000-00-0000"
"""


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    """Return a terminal at which no stack runs and nobody answers."""
    for name in ("LC_ALL", "LC_MESSAGES", "OPERATOR_KEY", "AMQP_URL", "ISSUER_CODE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MACHIKEN_RUN", str(tmp_path))
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    return CliRunner()


@pytest.fixture
def away(cli: CliRunner, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Return a terminal that knows a broker which is not there."""
    monkeypatch.setenv("AMQP_URL", "amqp://nobody:nothing@127.0.0.1:1/machiken")
    monkeypatch.setenv("OPERATOR_KEY", f"operator={KEY}")
    return cli


def test_missing_settings_are_named(cli: CliRunner) -> None:
    result = cli.invoke(machiken, ["mail", "status"])

    assert result.exit_code == 2
    assert "AMQP_URL" in result.output
    assert "OPERATOR_KEY" in result.output


def test_services_that_are_away_end_with_three(away: CliRunner) -> None:
    result = away.invoke(machiken, ["mail", "status"])

    assert result.exit_code == 3
    assert "サービスにつながりません" in result.output


def test_a_machine_is_told_as_json(away: CliRunner) -> None:
    result = away.invoke(machiken, ["verify", "--json"])

    assert result.exit_code == 3
    assert json.loads(result.output)["outcome"] == "unavailable"


def test_the_shelf_of_parked_messages_may_be_away_too(away: CliRunner) -> None:
    assert away.invoke(machiken, ["parked", "list"]).exit_code == 3


def test_english_is_spoken_where_japanese_is_not(
    away: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")

    assert "can't be reached" in away.invoke(machiken, ["mail", "status"]).output


@pytest.mark.parametrize(
    "typed",
    [
        ["voucher", "issue", "--issuer", "KNM202601", "--count", "0"],
        ["voucher", "issue", "--count", "1"],
        ["voucher", "status", "not-an-id"],
        ["officer", "register", "--login-id", "x", "--role", "staff"],
        ["campaign", "apply", "no-such-file.toml"],
        ["staff", "list", "--issuer", "KNM202601"],
        ["staff", "role", "--issuer", "K", "--code", "t", "--login-id", "x"],
        ["staff", "invite", "--issuer", "K", "--code", "t", "--role", "operator"],
        ["audit", "--what", "everything"],
        ["audit", "--from", "yesterday"],
        ["audit", "--code", "t01"],
        ["audit", "--before", "yesterday"],
        ["audit", "--area", "elsewhere"],
        ["signs", "--issuer", "K", "--kind", "everything"],
        ["signs", "--issuer", "K", "--on", "today"],
        ["merchant", "representative", "--issuer", "K", "--code", "t01"],
        ["clock", "move", "yesterday"],
    ],
)
def test_what_is_not_understood_ends_with_two(
    away: CliRunner, typed: list[str]
) -> None:
    assert away.invoke(machiken, typed).exit_code == 2


def test_a_campaigns_file_states_its_rules(tmp_path: Path) -> None:
    rules = rules_in(_file(tmp_path, CAMPAIGN))

    assert rules.limit == Yen(100_000)
    assert rules.redeem_last_on.isoformat() == "2026-11-30"


def test_a_campaigns_file_may_have_a_heading(tmp_path: Path) -> None:
    assert rules_in(_file(tmp_path, "[campaign]\n" + CAMPAIGN)).unit == Yen(1000)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_the_cabinet_offices_file_is_read_as_it_is(
    tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "syukujitsu.csv"
    said = "国民の祝日・休日月日,名称\r\n2028/1/1,元日\r\n2028/1/10,成人の日\r\n"
    file.write_bytes(said.encode(encoding))

    assert list(holidays_in(file)) == [
        Holiday(on=date(2028, 1, 1), name="元日"),
        Holiday(on=date(2028, 1, 10), name="成人の日"),
    ]


@pytest.mark.parametrize(
    ("content", "exits"),
    [("1,1,100,返却".encode(), 3), ("1,1,100,返却".encode("cp932"), 3), (b"\x81", 2)],
)
def test_the_banks_results_are_read_as_an_office_saves_them(
    away: CliRunner, tmp_path: Path, content: bytes, exits: int
) -> None:
    file = tmp_path / "results.csv"
    file.write_bytes(content)

    command = ["payout", "results", str(uuid4()), str(file)]

    assert away.invoke(machiken, command).exit_code == exits


@pytest.mark.parametrize("line", ["2028/13/1,x", "2028/1/1", "x,y", "2028-02-30,x"])
def test_a_line_that_is_no_holiday_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "holidays.csv"
    file.write_text(f"2028-01-01,元日\n{line}\n", encoding="utf-8")

    with pytest.raises(click.BadParameter, match="line 2"):
        list(holidays_in(file))


@pytest.mark.parametrize("added", ["closing = []\n", "limits = 1\n", "= 1\n"])
def test_a_mistyped_rule_is_not_overlooked(tmp_path: Path, added: str) -> None:
    with pytest.raises(click.BadParameter):
        rules_in(_file(tmp_path, CAMPAIGN + added))


def test_a_rule_of_the_wrong_kind_is_named(tmp_path: Path) -> None:
    wrong = CAMPAIGN.replace("limit = 100000", 'limit = "100000"')

    with pytest.raises(click.BadParameter, match="limit"):
        rules_in(_file(tmp_path, wrong))


@pytest.mark.parametrize(
    ("typed", "shift"),
    [
        ("+3d", timedelta(days=3)),
        ("-12h", timedelta(hours=-12)),
        ("+1d2h", timedelta(days=1, hours=2)),
        ("real", timedelta()),
        ("2026-06-25T09:00", timedelta(days=1)),  # 09:00 in town is 00:00 UTC
    ],
)
def test_clocks_are_moved_by_a_shift_or_to_a_moment_in_town(
    typed: str, shift: timedelta
) -> None:
    assert shift_of(typed, NOW) == shift


def _file(folder: Path, text: str) -> Path:
    file = folder / "campaign.toml"
    file.write_text(text, encoding="utf-8")
    return file
