"""ログイン中の端末: where one is signed in; other places can be ended from here."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import EndSessions, SessionsQuery, Site, verbs
from services.gateway import devices, forms, sessions
from services.gateway.backends import backends
from services.gateway.pages import page


def sessions_on(blueprint: Blueprint, site: Site) -> None:
    """Give the site the page of one's own sessions."""

    @blueprint.get("/sessions")
    def own_sessions() -> ResponseReturnValue:
        """Show where the viewer is signed in."""
        asked = SessionsQuery(session_secret=sessions.secret_of(site))
        view = backends().call(verbs.SESSIONS, asked)
        return page("sessions.html", lines=view.lines)

    @blueprint.post("/sessions/end")
    def end_own_session() -> ResponseReturnValue:
        """End one of them, at once."""
        ended = EndSessions(
            session_id=forms.uuid(request.form, "session_id"),
            address=request.remote_addr or "",
            user_agent=devices.user_agent(),
        )
        answer = backends().call(verbs.END_SESSIONS, ended)
        sessions.cache().forget_ended(answer.ended)
        return redirect(url_for(f"{site.value}.own_sessions"), code=303)
