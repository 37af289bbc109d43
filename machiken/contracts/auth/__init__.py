"""What the auth service promises: who may come in, and as whom."""

from machiken.contracts.auth.events import *  # noqa: F403 - one vocabulary
from machiken.contracts.auth.merchants import *  # noqa: F403
from machiken.contracts.auth.passwords import *  # noqa: F403
from machiken.contracts.auth.proofs import *  # noqa: F403
from machiken.contracts.auth.puzzles import *  # noqa: F403
from machiken.contracts.auth.refusals import *  # noqa: F403
from machiken.contracts.auth.sessions import *  # noqa: F403
from machiken.contracts.auth.sign_in import *  # noqa: F403
from machiken.contracts.auth.verbs import *  # noqa: F403
