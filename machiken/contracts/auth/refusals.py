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
