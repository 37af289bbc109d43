"""What the camera's page is told of each voucher."""

from datetime import UTC, datetime
from uuid import UUID

from machiken.bus.client import RpcClient
from machiken.contracts.redemption import CheckoutState, CheckoutView, ReadView
from machiken.ids import CheckoutId, ReadId
from machiken.money import Yen
from services.gateway.app import create_app
from services.gateway.shop.scanning import told
from tests.gateway.conftest import SETTINGS

READ = ReadId(UUID(int=7))


def test_a_voucher_that_keeps_a_rest_says_so() -> None:
    whole = _read(position=1, left=Yen(0))
    rest = _read(position=2, left=Yen(400))
    app = create_app(SETTINGS, RpcClient(SETTINGS.amqp_url.reveal(), caller="gateway"))

    with app.test_request_context():
        state = told(_view(whole, rest)).json

    assert state == {
        "is_open": True,
        "is_full": False,
        "total": "1,600円",
        "total_yen": 1_600,
        "missing": "400円",
        "reads": [
            _told(position=1, left=None),
            _told(position=2, left="400円"),
        ],
    }


def _told(*, position: int, left: str | None) -> dict[str, object]:
    return {
        "position": position,
        "tail": "ABCD",
        "amount": "600円",
        "left": left,
        "read_id": str(READ),
    }


def _read(*, position: int, left: Yen) -> ReadView:
    return ReadView(
        position=position,
        serial=position,
        code_tail="ABCD",
        face_value=Yen(1_000),
        amount=Yen(600),
        left=left,
        read_id=READ,
    )


def _view(*reads: ReadView) -> CheckoutView:
    return CheckoutView(
        checkout_id=CheckoutId(UUID(int=1)),
        state=CheckoutState.OPEN,
        target=Yen(2_000),
        total=Yen(1_600),
        missing=Yen(400),
        reads=reads,
        expires_at=datetime(2026, 6, 24, tzinfo=UTC),
    )
