"""Auth: what a person's sessions and password are to somebody else.

Visitors have no token; what they bring here are secrets that nobody was given.
"""

from datetime import timedelta
from uuid import uuid4

from machiken.contracts import auth as it
from machiken.contracts.actor import Role
from machiken.contracts.auth import Site, verbs
from machiken.contracts.verbs import Ping
from machiken.contracts.verification import MoveClock
from machiken.ids import CompanyCode, MerchantCode
from tests.access.row import Row, answers
from tests.access.scene import Scene
from tests.journeys.people import KADOYA

NO_SECRET = "of-nobody"
HOME = "192.0.2.1"


def _sign_in(scene: Scene) -> it.BeginSignIn:
    return it.BeginSignIn(
        site=Site.SHOP,
        issuer_code=scene.issuer_code,
        code="zzz",
        login_id=f"nobody-{uuid4().hex[:8]}",
        password="Falsch-12345",
        address=HOME,
    )


def _reset(scene: Scene) -> it.BeginReset:
    wanted = _sign_in(scene)
    return it.BeginReset(
        site=wanted.site,
        issuer_code=wanted.issuer_code,
        code=wanted.code,
        login_id=wanted.login_id,
        address=HOME,
    )


def _merchant(scene: Scene) -> it.RegisterMerchant:
    return it.RegisterMerchant(
        issuer_code=scene.issuer_code,
        merchant_code=MerchantCode(KADOYA.code),
        merchant_name="別の名前",
        company_code=CompanyCode(KADOYA.company_code),
        company_name=KADOYA.company_name,
        representative_name="余所 見太",
        login_id="x09mita",
        email="x09@kinomachi.example",
    )


def _officer(_scene: Scene) -> it.RegisterOfficer:
    return it.RegisterOfficer(
        login_id="!", name="余所", email="x@kinomachi.example", role=Role.OFFICE_VIEWER
    )


def _reissue(scene: Scene) -> it.ReissuePassword:
    return it.ReissuePassword(
        site=Site.SHOP, issuer_code=scene.issuer_code, code="zzz", login_id="nobody"
    )


def _change(scene: Scene) -> it.ChangePassword:
    return it.ChangePassword(
        session_secret=scene.session_secret,
        password="Falsch-12345",
        new_password="Anders-12345",
        address=HOME,
    )


def _proof(scene: Scene) -> it.ProveAgain:
    return it.ProveAgain(
        session_secret=scene.session_secret, password="Falsch-12345", address=HOME
    )


def _number(_scene: Scene) -> it.FinishSignIn:
    return it.FinishSignIn(
        sign_in_secret=NO_SECRET, one_time_password="0000", address=HOME
    )


def _token(_scene: Scene) -> it.RecallSession:
    return it.RecallSession(site=Site.SHOP, remember_token=NO_SECRET, address=HOME)


def _code(_scene: Scene) -> it.ProveReset:
    return it.ProveReset(reset_secret=NO_SECRET, reset_code="0", address=HOME)


def _choice(_scene: Scene) -> it.FinishReset:
    return it.FinishReset(
        reset_secret=NO_SECRET, new_password="Anders-12345", address=HOME
    )


def _not_the_owners(answer: it.SessionsView) -> bool:
    return not any(line.is_this_one for line in answer.lines)


_VISITORS = (
    Row(verb=verbs.BEGIN_SIGN_IN, ask=_sign_in, said=it.SignInFailed),
    Row(verb=verbs.FINISH_SIGN_IN, ask=_number, said=it.SignInExpired),
    Row(
        verb=verbs.RESUME_SESSION,
        ask=lambda scene: it.ResumeSession(
            session_secret=scene.session_secret, site=Site.PORTAL
        ),
        said=it.SessionUnknown,
    ),
    Row(
        verb=verbs.END_SESSION,
        ask=lambda _: it.EndSession(session_secret=NO_SECRET),
        said=answers,
    ),
    Row(verb=verbs.RECALL_SESSION, ask=_token, said=it.SessionUnknown),
    Row(verb=verbs.BEGIN_RESET, ask=_reset, said=answers),
    Row(verb=verbs.PROVE_RESET, ask=_code, said=it.ResetExpired),
    Row(verb=verbs.FINISH_RESET, ask=_choice, said=it.ResetExpired),
    Row(verb=verbs.NEW_PUZZLE, ask=lambda _: it.NewPuzzle(), said=answers),
)
ROWS = (
    Row(verb=verbs.PING, ask=lambda _: Ping(), said=answers),
    Row(
        verb=verbs.MOVE_CLOCK,
        ask=lambda _: MoveClock(shift=timedelta()),
        said=answers,
    ),
    Row(verb=verbs.REGISTER_MERCHANT, ask=_merchant, said=it.MerchantCodeTaken),
    Row(verb=verbs.REGISTER_OFFICER, ask=_officer, said=it.RegistrationMalformed),
    # A password that is right would not prove another's session either.
    Row(
        verb=verbs.PROVE_AGAIN,
        ask=_proof,
        said=(it.PasswordWrong, it.SignInLocked),
    ),
    Row(verb=verbs.REISSUE_PASSWORD, ask=_reissue, said=it.AccountUnknown),
    # After the fifth of these the stranger himself must wait.
    Row(
        verb=verbs.CHANGE_PASSWORD,
        ask=_change,
        said=(it.PasswordWrong, it.SignInLocked),
    ),
    Row(
        verb=verbs.SESSIONS,
        ask=lambda scene: it.SessionsQuery(session_secret=scene.session_secret),
        said=_not_the_owners,
    ),
    Row(
        verb=verbs.END_SESSIONS,
        ask=lambda scene: it.EndSessions(session_id=scene.session_id),
        said=lambda answer: answer.ended == (),
    ),
    *_VISITORS,
)
