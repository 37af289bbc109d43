"""What the redemption service promises to its callers and its listeners.

Campaigns, vouchers, checkouts, redemptions, refunds, balances and sales.
"""

from machiken.contracts.redemption.acts import *  # noqa: F403
from machiken.contracts.redemption.batches import *  # noqa: F403 - one vocabulary
from machiken.contracts.redemption.campaign_history import *  # noqa: F403
from machiken.contracts.redemption.campaigns import *  # noqa: F403
from machiken.contracts.redemption.checkouts import *  # noqa: F403
from machiken.contracts.redemption.desk import *  # noqa: F403
from machiken.contracts.redemption.events import *  # noqa: F403
from machiken.contracts.redemption.holidays import *  # noqa: F403
from machiken.contracts.redemption.inquiries import *  # noqa: F403
from machiken.contracts.redemption.office_refusals import *  # noqa: F403
from machiken.contracts.redemption.overview import *  # noqa: F403
from machiken.contracts.redemption.portal import *  # noqa: F403
from machiken.contracts.redemption.refund_refusals import *  # noqa: F403
from machiken.contracts.redemption.refusals import *  # noqa: F403
from machiken.contracts.redemption.signs import *  # noqa: F403
from machiken.contracts.redemption.verbs import *  # noqa: F403
from machiken.contracts.redemption.vouchers import *  # noqa: F403
