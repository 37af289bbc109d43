"""Whoever calls a service: any role, of any merchant, with a token as auth signs it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from deploy.local.environment import bus_url
from machiken.actors import Signer
from machiken.bus.client import RpcClient
from machiken.contracts.actor import OPERATOR, SHOP, Actor, Role
from machiken.contracts.verbs import Verb
from machiken.ids import (
    CampaignId,
    CompanyId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    StaffId,
)
from machiken.settings import Secret
from tests.journeys.people import Merchant
from tests.journeys.town import Town

_WHO: Final = """
select campaign.campaign_id, company.company_id, merchant.merchant_id, staff.staff_id
from merchant join company using (company_id)
join campaign on campaign.campaign_id = merchant.campaign_id
join membership using (merchant_id) join staff using (staff_id)
where merchant.merchant_code = :code and campaign.issuer_code = :issuer
"""


def representative(town: Town, issuer: IssuerCode, merchant: Merchant) -> Actor:
    """Return the merchant's representative, with all that a token may say of him."""
    [row] = town.rows("auth", _WHO, code=merchant.code, issuer=issuer)
    return Actor(
        role=Role.REPRESENTATIVE,
        subject=str(row.staff_id),
        login_id=merchant.login_id,
        staff_id=StaffId(row.staff_id),
        campaign_id=CampaignId(row.campaign_id),
        issuer_code=issuer,
        company_id=CompanyId(row.company_id),
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(merchant.code),
    )


class Callers:
    """Calls verbs as anybody; the keys are the running town's own."""

    def __init__(self, town: Town) -> None:
        """Take over both signing keys, which no single process holds."""
        keys = town.stack.site.keys
        self._client = RpcClient(bus_url(town.stack.site, "gateway"), caller="gateway")
        self._auth = _signer(keys["ACTOR_SIGNING_KEY"])
        self._operator = _signer(keys["OPERATOR_KEY"])

    def call(
        self,
        verb: Verb[Any, Any],
        request: object,
        somebody: Actor,
        *,
        audience: str | None = None,
    ) -> Any:
        """Return the service's answer to `somebody`. Raises what it refuses with.

        His token is for the verb's service, or for the `audience`.
        """
        token = self._token(somebody, audience or verb.service)
        return self._client.call(verb, request, token=token)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _token(self, somebody: Actor, service: str) -> str | None:
        if somebody.role is Role.VISITOR:
            return None
        signer = self._operator if somebody.role in OPERATOR else self._auth
        return signer.token(somebody, service=service)


def acting(person: Actor, role: Role) -> Actor:
    """Return `person` as auth would let him act: a till, a company, or neither.

    He has just typed his password.
    """
    person = replace(person, proven_at=datetime.now(UTC))
    if role in SHOP:
        return replace(person, role=role, company_id=None)
    if role in {Role.COMPANY, Role.COMPANY_READER}:
        return replace(person, role=role, merchant_id=None, merchant_code=None)
    return Actor(
        role=role,
        subject=person.subject,
        staff_id=person.staff_id,
        proven_at=person.proven_at,
    )


def _signer(pair: str) -> Signer:
    key_id, _, key = pair.partition("=")
    return Signer(key_id, Secret(key))
