"""日本語 / English: the choice of language, on every page of a site."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import Site
from services.gateway import languages, sessions, signing_in
from services.gateway.languages import Language
from services.gateway.refusals import FormMalformed


def choice_on(blueprint: Blueprint, site: Site) -> None:
    """Give the site the address to which its pages send the choice."""

    @blueprint.post("/language")
    @sessions.open_to_visitors
    def choose_language() -> ResponseReturnValue:
        """Keep the choice, and lead back to the page on which it was made."""
        chosen = request.form.get("language", "")
        if chosen not in set(Language):
            raise FormMalformed(field="language")
        back = signing_in.came_for(site) or f"/{site.value}/"
        return languages.keep(redirect(back, code=303), Language(chosen))
