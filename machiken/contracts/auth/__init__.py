"""What the auth service promises: who may come in, and as whom."""

from machiken.contracts.auth.audit import *  # noqa: F403
from machiken.contracts.auth.authenticator_verbs import *  # noqa: F403
from machiken.contracts.auth.authenticators import *  # noqa: F403
from machiken.contracts.auth.events import *  # noqa: F403 - one vocabulary
from machiken.contracts.auth.intake import *  # noqa: F403
from machiken.contracts.auth.invitation_verbs import *  # noqa: F403
from machiken.contracts.auth.invitations import *  # noqa: F403
from machiken.contracts.auth.joining import *  # noqa: F403
from machiken.contracts.auth.joining_refusals import *  # noqa: F403
from machiken.contracts.auth.mail_proposal_verbs import *  # noqa: F403
from machiken.contracts.auth.mail_proposals import *  # noqa: F403
from machiken.contracts.auth.merchants import *  # noqa: F403
from machiken.contracts.auth.officer_verbs import *  # noqa: F403
from machiken.contracts.auth.officers import *  # noqa: F403
from machiken.contracts.auth.origin import *  # noqa: F403
from machiken.contracts.auth.own_data import *  # noqa: F403
from machiken.contracts.auth.passwords import *  # noqa: F403
from machiken.contracts.auth.people_refusals import *  # noqa: F403
from machiken.contracts.auth.people_verbs import *  # noqa: F403
from machiken.contracts.auth.proofs import *  # noqa: F403
from machiken.contracts.auth.puzzles import *  # noqa: F403
from machiken.contracts.auth.refusals import *  # noqa: F403
from machiken.contracts.auth.sessions import *  # noqa: F403
from machiken.contracts.auth.sign_in import *  # noqa: F403
from machiken.contracts.auth.staff import *  # noqa: F403
from machiken.contracts.auth.switching import *  # noqa: F403
from machiken.contracts.auth.verbs import *  # noqa: F403
