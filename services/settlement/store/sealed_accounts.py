"""Account data as it lies in the database: encrypted, and whole again."""

import json
from dataclasses import asdict

from machiken.confidential import Envelope, Sealed
from machiken.contracts.settlement import AccountKind
from services.settlement.domain.bank_account import Account
from services.settlement.domain.zengin import Payer


def sealed(account: Account, envelope: Envelope) -> Sealed:
    """Return the account for nobody to read."""
    return envelope.seal(json.dumps(asdict(account), ensure_ascii=False))


def opened(text: str, envelope: Envelope) -> Account:
    """Return the account again. Raises `CannotOpen`."""
    facts = json.loads(envelope.open(Sealed(text)))
    return Account(**{**facts, "kind": AccountKind(facts["kind"])})


def sealed_payer(payer: Payer, envelope: Envelope) -> Sealed:
    """Return the town's own account for nobody to read."""
    return envelope.seal(json.dumps(asdict(payer), ensure_ascii=False))


def opened_payer(text: str, envelope: Envelope) -> Payer:
    """Return the town's own account again. Raises `CannotOpen`."""
    facts = json.loads(envelope.open(Sealed(text)))
    own = facts["account"]
    return Payer(
        consignor_code=facts["consignor_code"],
        account=Account(**{**own, "kind": AccountKind(own["kind"])}),
    )
