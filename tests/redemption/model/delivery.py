"""The way of an event: real relay, real queue, and settlement's real door.

Only the process around the door is the test's own, so that it can die where it likes.
"""

from dataclasses import dataclass

from kombu import Connection

from machiken.bus import names
from machiken.database import Transactions
from machiken.relay import Relay
from services.gateway.cli.comparison import differences
from services.redemption.store.tables import OUTBOX
from services.settlement.service import SettlementService
from services.settlement.usecases.verify_books import verify_books
from tests.bus.broker import Broker
from tests.redemption.town import Town

DOORS = {
    "campaign_applied": SettlementService.on_campaign_applied,
    "redemption_completed": SettlementService.on_redemption_completed,
    "period_sealed": SettlementService.on_period_sealed,
}


class Died(BaseException):
    """The listener's process was killed: nothing in it can deal with that."""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Redemption's outbox, the broker, and settlement."""

    town: Town
    broker: Broker
    settlement: Transactions

    def empty(self) -> None:
        """Throw away what earlier tests left in settlement's queues."""
        with self.broker.channel() as channel:
            for name in DOORS:
                channel.queue_purge(_queue(name))

    def relay(self) -> None:
        """Let the relay send all that there is."""
        relay = Relay(self.town.db, OUTBOX, self.broker.url("redemption"))
        try:
            while relay.run():
                pass
        finally:
            relay.close()

    def hear(self) -> None:
        """Let settlement hear all that waits; it may die over an event."""
        with Connection(self.broker.admin_url) as connection:
            service = SettlementService()
            service.db = self.settlement
            for name, door in DOORS.items():
                channel = connection.channel()
                while (raw := channel.basic_get(_queue(name))) is not None:
                    message = channel.message_to_python(raw)
                    door(service, message.decode(), message)

    def hear_and_die(self) -> None:
        """Let settlement hear until it dies, and start again."""
        try:
            self.hear()
        except Died:
            self.hear()

    def say_again(self) -> None:
        """Have the relay send everything once more, as after a crash of its own."""
        with self.town.db.begin() as tx:
            tx.execute(OUTBOX.update().values(sent_at=None))
        self.relay()

    def found(self) -> list[str]:
        """Return what `machiken verify` finds, and what was parked on the way."""
        with self.settlement.begin() as tx:
            settled = verify_books(tx)
        redeemed = self.town.verified()
        assert redeemed.on_the_way == 0, "the relay says that all was sent"
        parked = self.broker.depth(names.PARKED)
        return [*differences(redeemed, settled), *["parked"] * parked]


def _queue(name: str) -> str:
    return names.event_queue("redemption", name, "settlement", f"on_{name}")
