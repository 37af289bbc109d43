"""What the settlement service promises: the books, and files made from them."""

from machiken.contracts.settlement.accounts import *  # noqa: F403 - one vocabulary
from machiken.contracts.settlement.acts import *  # noqa: F403
from machiken.contracts.settlement.closings import *  # noqa: F403
from machiken.contracts.settlement.events import *  # noqa: F403
from machiken.contracts.settlement.exports import *  # noqa: F403
from machiken.contracts.settlement.ledger import *  # noqa: F403
from machiken.contracts.settlement.payout_refusals import *  # noqa: F403
from machiken.contracts.settlement.payout_verbs import *  # noqa: F403
from machiken.contracts.settlement.payouts import *  # noqa: F403
from machiken.contracts.settlement.refusals import *  # noqa: F403
from machiken.contracts.settlement.statements import *  # noqa: F403
from machiken.contracts.settlement.verbs import *  # noqa: F403
