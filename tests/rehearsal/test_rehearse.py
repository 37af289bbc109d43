"""`machiken rehearse` plays a whole campaign, and refuses wherever it would harm."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from click.testing import CliRunner

from deploy.local.supervision import wait_until
from services.gateway.cli import machiken
from tests.journeys.people import this_year
from tests.journeys.town import Town

pytestmark = pytest.mark.usefixtures("operators")
PAY_DAYS = [
    *("2026-07-15", "2026-07-31", "2026-08-14", "2026-08-31", "2026-09-15"),
    *("2026-09-30", "2026-10-15", "2026-10-30", "2026-11-13", "2026-11-30"),
    "2026-12-15",
]


def rehearsed(exits: int = 0) -> Any:
    result = CliRunner().invoke(machiken, ["rehearse", "--seed", "7", "--json"])
    assert result.exit_code == exits, result.output
    return json.loads(result.stdout.splitlines()[-1])


@contextmanager
def real_money(bare: Town, process: str) -> Iterator[None]:
    """Let one service say that it is production."""
    supervisor, service = bare.stack.supervisor, process.partition("-")[0]
    told = bare.stack.environment(process) | {"MACHIKEN_ENV": "production"}
    supervisor.stop([process])
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "machiken.bus", service],
        env={"PATH": os.environ["PATH"], **told},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        wait_until(lambda: bare.stack.is_healthy(process), 30.0, "it runs")
        yield
        running.terminate()
    supervisor.start([process])
    bare.stack.wait_healthy(process)


def test_production_is_never_a_stage(bare: Town) -> None:
    with real_money(bare, "settlement-service"):
        refused = rehearsed(exits=1)

    assert refused["refusal"] == "gateway.no_rehearsal"
    assert refused["sentence"]
    assert bare.count("redemption", "campaign") == 0
    assert bare.count("auth", "rehearsal_clock") == 0


def test_another_campaign_keeps_the_clock_where_it_is(bare: Town) -> None:
    bare.apply(this_year(bare.today))

    refused = rehearsed(exits=1)

    assert refused["refusal"] == "gateway.others_would_end"
    assert bare.count("redemption", "rehearsal_clock") == 0


def test_a_whole_campaign_is_played_to_its_last_pay_day(bare: Town) -> None:
    played = rehearsed()

    assert played["pay_days"] == PAY_DAYS
    assert played["closings"] == len(PAY_DAYS)
    assert played["payments"] >= 2 * len(PAY_DAYS)
    assert played["refunds"] > 0
    assert played["owed"] == 0
    assert played["paid_out"] == played["paid"] - played["refunded"]
    assert played["verify"]["clean"]
    states = bare.rows("auth", "select distinct state from merchant")
    assert [row[0] for row in states] == ["active"]
    again = rehearsed(exits=1)
    assert again["refusal"] == "gateway.rehearsed_already"
