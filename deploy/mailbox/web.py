"""The page and the JSON that show the mails."""

import smtplib
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from deploy.mailbox.behaviour import Behaviour, Conduct, Mode
from deploy.mailbox.mails import Mails

PROBE_TIMEOUT_S = 2
# A mail is somebody else's text: nothing in it may load or run.
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"


def application(mails: Mails, conduct: Conduct, smtp_address: str) -> Flask:
    """Return the WSGI application."""
    app = Flask(__name__)
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # the default provider
    app.after_request(_guarded)
    _add_pages(app, mails)
    _add_api(app, mails)
    _add_behaviour(app, conduct)
    app.add_url_rule("/healthz", view_func=_healthz(smtp_address))
    return app


def _add_pages(app: Flask, mails: Mails) -> None:
    @app.get("/")
    def inbox() -> str:
        wanted = request.args.get("to", "")
        return render_template(
            "inbox.html", mails=mails.listed(to=wanted)[::-1], to=wanted
        )

    @app.get("/messages/<int:number>")
    def message(number: int) -> str:
        mail, _ = mails.find(number) or abort(404)
        return render_template("message.html", mail=mail)

    @app.get("/messages/<int:number>/source")
    def source(number: int) -> Response:
        _, raw = mails.find(number) or abort(404)
        return Response(raw, mimetype="text/plain")


def _add_api(app: Flask, mails: Mails) -> None:
    @app.get("/api/messages")
    def messages() -> ResponseReturnValue:
        listed = mails.listed(
            to=request.args.get("to", ""),
            after=request.args.get("after", 0, type=int),
        )
        return jsonify([mail.as_json() for mail in listed])

    @app.delete("/api/messages")
    def clear() -> ResponseReturnValue:
        mails.clear()
        return "", 204


def _add_behaviour(app: Flask, conduct: Conduct) -> None:
    @app.get("/api/behaviour")
    def behaviour() -> ResponseReturnValue:
        return jsonify(_shown(conduct.now))

    @app.post("/api/behaviour")
    def change() -> ResponseReturnValue:
        try:
            asked = dict(request.get_json())
            mode = Mode(asked.pop("mode"))
            conduct.change(Behaviour(mode=mode, **asked))
        except (KeyError, TypeError, ValueError) as error:
            return jsonify(error=f"{type(error).__name__} {error}"), 400
        return jsonify(_shown(conduct.now))


def _shown(behaviour: Behaviour) -> dict[str, Any]:
    return {
        "mode": behaviour.mode.value,
        "seconds": behaviour.seconds,
        "code": behaviour.code,
        "times": behaviour.times,
    }


def _healthz(smtp_address: str) -> Callable[[], ResponseReturnValue]:
    host, _, port = smtp_address.rpartition(":")

    def healthz() -> ResponseReturnValue:
        try:
            with smtplib.SMTP(host, int(port), timeout=PROBE_TIMEOUT_S) as probe:
                probe.noop()
        except OSError as error:  # smtplib's own errors are among these
            return jsonify(ok=False, checks={"smtp": str(error)}), 503
        return jsonify(ok=True, checks={"smtp": "ok"})

    return healthz


def _guarded(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
