from machiken.bus.client import RpcClient
from tests.bus.tally import contracts
from tests.bus.tally.contracts import Say
from tests.bus.tally.process import Tally
from tests.kernel.said import output_of, said_by

BEGIN = """
import warnings
warnings.simplefilter("ignore")
import eventlet
eventlet.monkey_patch()
from eventlet.patcher import original
from machiken import logs
from machiken.bus.watchdog import Watchdog
logs.configure("test-service")
standing_still = original("time").sleep
Watchdog(standstill_s=1.0).start()
eventlet.sleep(0.2)
"""


def test_a_process_that_stands_still_is_ended() -> None:
    written = output_of(BEGIN + "standing_still(20)", exit_code=70)

    assert '"event": "hub.standstill"' in written


def test_a_short_stall_is_told_and_survived() -> None:
    (line,) = said_by(BEGIN + "standing_still(0.6); eventlet.sleep(0.2)")

    assert line["event"] == "hub.stalled"
    assert 0.4 < line["stalled_s"] < 2


def test_a_process_that_works_hard_but_lets_others_in_is_left_alone() -> None:
    busy = "for _ in range(60): standing_still(0.05); eventlet.sleep(0)"

    assert said_by(BEGIN + busy) == []


def test_a_door_that_keeps_everybody_waiting_is_found_in_the_log(
    tally: Tally, client: RpcClient
) -> None:
    told = len(tally.logged("hub.stalled"))

    client.call(contracts.STALL, Say(word="x", after_s=0.6))

    client.call(contracts.SAY, Say(word="x"))
    assert len(tally.logged("hub.stalled")) > told
