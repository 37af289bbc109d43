"""What is refused about people: staff, the representative, several merchants."""

from machiken.refusals import Refusal


class StaffUnknown(Refusal):
    """The merchant has no such member; whether another has, is not told."""

    code = "auth.staff_unknown"


class StaffAboveOneself(Refusal):
    """Nobody acts on who is above him, nor gives a role above his own."""

    code = "auth.staff_above_oneself"


class StaffIsOneself(Refusal):
    """Nobody disables, demotes or unlocks himself."""

    code = "auth.staff_is_oneself"


class RepresentativeNeeded(Refusal):
    """A merchant has a representative at all times; the office names another."""

    code = "auth.representative_needed"


class StaffDisabled(Refusal):
    """Whom it is about may not come in at present; enable him first."""

    code = "auth.staff_disabled"


class StaffMemberAlready(Refusal):
    """He belongs to the merchant already, with another role or disabled."""

    code = "auth.staff_member_already"


class StaffFull(Refusal):
    """The merchant has as many members as one may. Facts: `staff_max`."""

    code = "auth.staff_full"
    fact_names = frozenset({"staff_max"})


class ResendWaits(Refusal):
    """Too many initial passwords were sent to him. Facts: `until`, when another may."""

    code = "auth.resend_waits"
    fact_names = frozenset({"until"})


class PasswordChosen(Refusal):
    """He has chosen a password; a forgotten one he resets himself, by mail."""

    code = "auth.password_chosen"


class StaffManagementOff(Refusal):
    """The campaign leaves its merchants' people to the office (a switch)."""

    code = "auth.staff_management_off"


class RepresentativeChangeOff(Refusal):
    """The campaign leaves representatives' data to the office (a switch)."""

    code = "auth.representative_change_off"


class MailUnchanged(Refusal):
    """The new address is the present one."""

    code = "auth.mail_unchanged"


class MailChangeWaits(Refusal):
    """Too many changes were begun. Facts: `until`, when another may be."""

    code = "auth.mail_change_waits"
    fact_names = frozenset({"until"})


class MailCodeWrong(Refusal):
    """The code is not the one mailed to the new address. Facts: `tries_left`."""

    code = "auth.mail_code_wrong"
    fact_names = frozenset({"tries_left"})


class MailChangeExpired(Refusal):
    """The change took too long or used up its tries; begin again."""

    code = "auth.mail_change_expired"


class OfficerUnknown(Refusal):
    """Nobody of this id works in the office."""

    code = "auth.officer_unknown"


class AdministratorNeeded(Refusal):
    """The office has an administrator who may come in at all times."""

    code = "auth.administrator_needed"


class MailProposalUnknown(Refusal):
    """There is no such proposal of another address."""

    code = "auth.mail_proposal_unknown"


class MailProposalOpen(Refusal):
    """Another proposal for this account waits for its decision."""

    code = "auth.mail_proposal_open"


class ProposedByOneself(Refusal):
    """Who proposed an address does not decide on it."""

    code = "auth.proposed_by_oneself"


class MailProposalSettled(Refusal):
    """The proposal was decided by somebody, or otherwise."""

    code = "auth.mail_proposal_settled"


class MailProposalExpired(Refusal):
    """Nobody decided in time; it may be proposed again."""

    code = "auth.mail_proposal_expired"


class MailProposalVoided(Refusal):
    """The address was changed since, or somebody concerned was disabled."""

    code = "auth.mail_proposal_voided"
