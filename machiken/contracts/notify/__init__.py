"""What the notify service promises: letters written, and where they have got to."""

from machiken.contracts.notify.access_letters import *  # noqa: F403
from machiken.contracts.notify.acts import *  # noqa: F403
from machiken.contracts.notify.inquiries import *  # noqa: F403
from machiken.contracts.notify.letters import *  # noqa: F403 - one vocabulary
from machiken.contracts.notify.notices import *  # noqa: F403
from machiken.contracts.notify.refusals import *  # noqa: F403
from machiken.contracts.notify.verbs import *  # noqa: F403
