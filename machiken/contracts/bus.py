"""Refusals that any verb may answer with, whoever owns it."""

from machiken.refusals import Refusal


class NotAllowed(Refusal):
    """The caller's role may not do this, or the record is not his."""

    code = "bus.not_allowed"


class NotSignedIn(Refusal):
    """The caller's token is missing, expired or not ours."""

    code = "bus.not_signed_in"


class ProofStale(Refusal):
    """The password was not typed lately enough for this. Facts: `minutes`."""

    code = "bus.proof_stale"
    fact_names = frozenset({"minutes"})


class PasswordChangeDue(Refusal):
    """The initial password must be changed before anything else (S-PW-3)."""

    code = "bus.password_change_due"


class Busy(Refusal):
    """Too many want slow work done at this moment; nothing was done or counted."""

    code = "bus.busy"


class RequestMalformed(Refusal):
    """The request does not fit its contract. Facts: `where`, the path of the misfit."""

    code = "bus.request_malformed"
    fact_names = frozenset({"where"})
