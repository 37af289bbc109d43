"""The verbs about proposed mail addresses; who proposes does not decide."""

from typing import Final

from machiken.contracts.actor import OPERATOR, Role
from machiken.contracts.auth.mail_proposals import (
    DecideMailProposal,
    MailProposal,
    MailProposalDecided,
    MailProposals,
    MailProposalsQuery,
    ProposeMailChange,
)
from machiken.contracts.auth.verbs import SERVICE
from machiken.contracts.verbs import Verb

# The operator decides nothing: with two, one key would be two persons.
_DECIDERS: Final = frozenset({Role.OFFICE_APPROVER, Role.OFFICE_ADMINISTRATOR})
_PROPOSERS: Final = OPERATOR | _DECIDERS | {Role.OFFICE_CLERK}

PROPOSE_MAIL_CHANGE = Verb(
    service=SERVICE,
    name="propose_mail_change",
    request=ProposeMailChange,
    answer=MailProposal,
    roles=_PROPOSERS,
)
DECIDE_MAIL_PROPOSAL = Verb(
    service=SERVICE,
    name="decide_mail_proposal",
    request=DecideMailProposal,
    answer=MailProposalDecided,
    roles=_DECIDERS,
    proven=True,
)
MAIL_PROPOSALS = Verb(
    service=SERVICE,
    name="mail_proposals",
    request=MailProposalsQuery,
    answer=MailProposals,
    roles=_PROPOSERS,
)
