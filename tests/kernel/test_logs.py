import json
from datetime import datetime, timedelta

import pytest

from machiken.logs import STRUCK_OUT, strike_out
from tests.kernel.said import output_of, said_by

CANARY = "canary-7f3a91"

BEGIN = """
import logging, structlog
from machiken import logs
logs.configure("tally-service", "info")
log = structlog.get_logger()
"""


def test_a_line_is_one_json_object_with_its_event_and_fields() -> None:
    (line,) = said_by(
        BEGIN + "log.info('voucher.read', checkout_id='c-1', label='木ノ町')"
    )

    at = datetime.fromisoformat(line.pop("timestamp"))
    assert at.utcoffset() == timedelta(0)
    assert line == {
        "event": "voucher.read",
        "checkout_id": "c-1",
        "label": "木ノ町",
        "level": "info",
        "process": "tally-service",
    }


def test_no_field_that_may_hold_a_secret_is_ever_written() -> None:
    script = f"""
for field in sorted(logs.STRUCK_OUT):
    log.warning("canary", **{{field: {CANARY!r}}})
    log.warning("canary", facts={{"deep": [{{field: {CANARY!r}}}]}})
    log.bind(**{{field: {CANARY!r}}}).error("canary")
    structlog.contextvars.bind_contextvars(**{{field: {CANARY!r}}})
log.warning("canary")
"""

    written = output_of(BEGIN + script)

    assert written.count('"event": "canary"') == 3 * len(STRUCK_OUT) + 1
    assert CANARY not in written


@pytest.mark.parametrize("field", sorted(STRUCK_OUT))
def test_a_struck_out_field_still_shows_that_there_was_something(field: str) -> None:
    assert strike_out(None, "info", {field: CANARY, "kept": 1}) == {
        field: "…",
        "kept": 1,
    }
    assert strike_out(None, "info", {field: None}) == {field: None}


def test_a_fault_is_told_by_its_kind_its_place_and_its_cause_but_no_locals() -> None:
    script = f"""
def settle(password):
    try:
        {{}}["account"]
    except KeyError as error:
        raise RuntimeError("no such account") from error
try:
    settle({CANARY!r})
except RuntimeError:
    log.exception("settling.failed")
"""

    written = output_of(BEGIN + script)

    fault, cause = json.loads(written)["exception"]
    assert fault["kind"] == "builtins.RuntimeError"
    assert fault["said"] == "no such account"
    assert cause["kind"] == "builtins.KeyError"
    assert fault["at"]
    assert CANARY not in written


def test_a_misfit_is_told_without_what_was_sent() -> None:
    script = f"""
from machiken.contracts.actor import Actor
from machiken.contracts.wire import from_wire
try:
    from_wire(Actor, {{"role": {CANARY!r}, "subject": "s"}})
except Exception:
    log.exception("misfit")
"""

    written = output_of(BEGIN + script)

    assert "$.role" in written
    assert CANARY not in written


def test_libraries_speak_through_the_same_log_without_what_they_quote() -> None:
    (line,) = said_by(
        BEGIN + "logging.getLogger('pika.adapters').warning('lost %s', 'a body')"
    )

    assert line["event"] == "library.line"
    assert line["logger"] == "pika.adapters"
    assert line["line"] == "lost %s"
    assert line["level"] == "warning"
    assert line["process"] == "tally-service"


def test_libraries_faults_are_told_like_ours() -> None:
    script = """
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("kombu").exception("oh")
"""

    (line,) = said_by(BEGIN + script)

    assert line["exception"][0]["kind"] == "builtins.ZeroDivisionError"


def test_libraries_chatter_is_not_kept() -> None:
    assert said_by(BEGIN + "logging.getLogger('kombu').info('connected')") == []


def test_lines_from_threads_name_the_process_too() -> None:
    script = """
import threading
threads = [threading.Thread(target=log.info, args=("hello",)) for _ in range(20)]
[each.start() for each in threads]
[each.join() for each in threads]
"""

    lines = said_by(BEGIN + script)

    assert len(lines) == 20
    assert {line["process"] for line in lines} == {"tally-service"}


def test_a_higher_level_keeps_the_lower_lines_out() -> None:
    script = BEGIN.replace('"info"', '"error"')

    assert said_by(script + "log.info('small'); log.error('big')")[0]["event"] == "big"


def test_a_databases_fault_is_told_by_state_and_constraint(kernel_url: str) -> None:
    script = f"""
from sqlalchemy import Column, MetaData, Table, Text
from machiken.database import NAMES, connect
metadata = MetaData(naming_convention=NAMES)
t = Table("t", metadata, Column("word", Text, primary_key=True), prefixes=["TEMP"])
word = {CANARY!r}
db = connect({kernel_url!r}, pool_size=1)
with db.begin() as tx:
    t.create(tx.connection())
    fill = t.insert()
    tx.execute(fill, {{"word": word}})
    try:
        tx.execute(fill, {{"word": word}})
    except Exception:
        log.exception("twice")
"""

    written = output_of(BEGIN + script)

    said = json.loads(written)["exception"][0]["said"]
    assert said == "sqlstate 23505 constraint t_pk"
    assert CANARY not in written
