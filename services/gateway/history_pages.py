"""ログイン履歴: what happened to one's own account, the same page on every site."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import OwnAuditQuery, people_verbs
from services.gateway import forms
from services.gateway.backends import backends
from services.gateway.pages import page


def history_on(blueprint: Blueprint) -> None:
    """Give the site the page of the viewer's own history."""

    @blueprint.get("/history")
    def own_history() -> ResponseReturnValue:
        """Show the newest, or those before a row."""
        before = forms.row(request.args, "before")
        query = OwnAuditQuery(before=before)
        found = backends().call(people_verbs.OWN_AUDIT, query)
        return page("history.html", found=found, is_first=before is None)
