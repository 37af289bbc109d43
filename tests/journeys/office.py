"""The operator's steps: typed calls over the broker, as `machiken …` makes them.

Without the command's start, which would cost each of them a second.
"""

import csv
import io
import uuid
from dataclasses import dataclass
from typing import Final, TypeVar

from deploy.local.supervision import wait_until
from machiken import settings
from machiken.actors import Signer
from machiken.bus.client import RpcClient
from machiken.contracts.actor import Actor, Role
from machiken.contracts.redemption import (
    ActivateBatch,
    BatchQuery,
    BatchState,
    FetchPrintFile,
    IssueBatch,
    PrintFileKind,
    StopVoucher,
    verbs,
)
from machiken.contracts.verbs import Verb
from machiken.ids import BatchId, IssuerCode
from services.gateway.cli import operator

ISSUED_WITHIN_S: Final = 30.0

Request = TypeVar("Request")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Issued vouchers: their codes by serial."""

    batch_id: BatchId
    codes: dict[int, str]


class Office:
    """Somebody with the operator's key."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Take the key from the operator's environment."""
        told = settings.read(operator.Settings, environment)
        [(key_id, key)] = told.operator_key.items()
        self._client = RpcClient(told.amqp_url.reveal(), caller="operator")
        self._signer = Signer(key_id, key)

    def call(self, verb: Verb[Request, Answer], request: Request) -> Answer:
        """Return the answer. Raises refusals, `Unavailable`, `OutcomeUnknown`."""
        actor = Actor(role=Role.OPERATOR, subject="tests")
        token = self._signer.token(actor, service=verb.service)
        return self._client.call(verb, request, token=token)

    def issue(
        self, issuer: IssuerCode, count: int, *, sample: bool = False, live: bool = True
    ) -> Batch:
        """Issue vouchers, put them on sale and return them."""
        batch_id = BatchId(uuid.uuid4())
        wanted = IssueBatch(
            batch_id=batch_id, issuer_code=issuer, count=count, sample=sample
        )
        self.call(verbs.ISSUE_BATCH, wanted)

        def is_issued() -> bool:
            batch = self.call(verbs.BATCH, BatchQuery(batch_id=batch_id))
            return batch.state is not BatchState.REQUESTED

        wait_until(is_issued, ISSUED_WITHIN_S, f"{count} vouchers issued")
        if live:
            self.call(verbs.ACTIVATE_BATCH, ActivateBatch(batch_id=batch_id))
        listed = csv.reader(
            io.StringIO(self._file(batch_id, PrintFileKind.CODES).decode())
        )
        codes = {int(serial): code for serial, code in listed}
        return Batch(batch_id=batch_id, codes=codes)

    def stop(self, issuer: IssuerCode, serial: int) -> None:
        """Stop one voucher."""
        lost = StopVoucher(issuer_code=issuer, serial=serial, reason="紛失")
        self.call(verbs.STOP_VOUCHER, lost)

    def sheet(self, batch_id: BatchId) -> bytes:
        """Return the batch's print sheet, as soon as it is drawn."""

        def is_drawn() -> bool:
            batch = self.call(verbs.BATCH, BatchQuery(batch_id=batch_id))
            return batch.sheet_parts > 0

        wait_until(is_drawn, ISSUED_WITHIN_S, "the sheet drawn")
        return self._file(batch_id, PrintFileKind.SHEET)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _file(self, batch_id: BatchId, kind: PrintFileKind) -> bytes:
        parts: list[bytes] = []
        while True:
            asked = FetchPrintFile(batch_id=batch_id, kind=kind, part=len(parts) + 1)
            piece = self.call(verbs.PRINT_FILE, asked)
            parts.append(piece.content)
            if piece.part == piece.parts:
                return b"".join(parts)
