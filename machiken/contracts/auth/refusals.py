"""What the auth service refuses, and with which facts."""

from machiken.refusals import Refusal


class SignInFailed(Refusal):
    """Code, login id or password is wrong; which one is nobody's business."""

    code = "auth.sign_in_failed"


class SignInLocked(Refusal):
    """Too many failures. Facts: `until`, when it may be tried again (S-LOGIN-2)."""

    code = "auth.sign_in_locked"
    fact_names = frozenset({"until"})


class OneTimePasswordWrong(Refusal):
    """The one-time password is not the mailed one. Facts: `tries_left`."""

    code = "auth.one_time_password_wrong"
    fact_names = frozenset({"tries_left"})


class AuthenticatorDigitsWrong(Refusal):
    """The digits are not the app's, or were used before. Facts: `tries_left`."""

    code = "auth.authenticator_digits_wrong"
    fact_names = frozenset({"tries_left"})


class AuthenticatorNotConfirmed(Refusal):
    """The app's first digits are wrong: it may have another secret, or another time."""

    code = "auth.authenticator_not_confirmed"


class AuthenticatorExpired(Refusal):
    """The new app was not confirmed in time; begin again."""

    code = "auth.authenticator_expired"


class AuthenticatorOnAlready(Refusal):
    """One signs in by an app already; remove that one first."""

    code = "auth.authenticator_on_already"


class SignInExpired(Refusal):
    """The sign-in took too long or used up its tries; begin again (S-LOGIN-5)."""

    code = "auth.sign_in_expired"


class SessionUnknown(Refusal):
    """There is no such session, or it is over."""

    code = "auth.session_unknown"


class InitialPasswordExpired(Refusal):
    """The initial password was not used in time; the office sends a new one."""

    code = "auth.initial_password_expired"


class MerchantCampaignUnknown(Refusal):
    """Auth has not (yet) heard of a campaign of this issuer."""

    code = "auth.campaign_unknown"


class MerchantCodeTaken(Refusal):
    """Another merchant of the campaign has this code."""

    code = "auth.merchant_code_taken"


class CompanyNameDiffers(Refusal):
    """The company code belongs to a company of another name."""

    code = "auth.company_name_differs"


class LoginIdTaken(Refusal):
    """Somebody else has this login id."""

    code = "auth.login_id_taken"


class RegistrationMalformed(Refusal):
    """A field of a registration is not as it must be. Facts: `field`."""

    code = "auth.registration_malformed"
    fact_names = frozenset({"field"})


class PuzzleMissed(Refusal):
    """The puzzle's piece is not where it belongs, or the puzzle is too old."""

    code = "auth.puzzle_missed"


class PuzzleNeeded(Refusal):
    """Too many failures to go on without the puzzle."""

    code = "auth.puzzle_needed"


class NumbersUsedUp(Refusal):
    """Too many wrong numbers today. Facts: `until`, when one may be typed again."""

    code = "auth.numbers_used_up"
    fact_names = frozenset({"until"})


class ResetDue(Refusal):
    """Too many wrong numbers since the password was set: it must be reset."""

    code = "auth.reset_due"


class AccountUnknown(Refusal):
    """There is nobody with this code and login id (told to the office only)."""

    code = "auth.account_unknown"


class PasswordWrong(Refusal):
    """The present password is not right."""

    code = "auth.password_wrong"


class PasswordOffRule(Refusal):
    """The new password does not keep the rule. Facts: `rule`."""

    code = "auth.password_off_rule"
    fact_names = frozenset({"rule"})


class PasswordUsedBefore(Refusal):
    """The new password is the present one or one of the two before (S-PW-2)."""

    code = "auth.password_used_before"


class PasswordCommon(Refusal):
    """The new password is among the first that a thief would try."""

    code = "auth.password_common"


class PasswordGuessable(Refusal):
    """The new password is made of the shop's code, the login id or the campaign."""

    code = "auth.password_guessable"


class ResetCodeWrong(Refusal):
    """The reset code is not the mailed one. Facts: `tries_left`."""

    code = "auth.reset_code_wrong"
    fact_names = frozenset({"tries_left"})


class ResetExpired(Refusal):
    """The reset took too long or used up its tries; begin again."""

    code = "auth.reset_expired"


class ResetWaits(Refusal):
    """Too many resets were begun. Facts: `until`, when another may be."""

    code = "auth.reset_waits"
    fact_names = frozenset({"until"})
