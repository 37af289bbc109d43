"""What stands on pages, in the viewer's language: the catalogues of `translations/`.

The Japanese text is itself what is looked up, so templates read as the manual does. In
Japanese it is said in the campaign's own words; those have no English.
"""

from typing import Any, Final

import flask_babel
from flask import Flask
from markupsafe import escape

from services.gateway import languages
from services.gateway.labels import labelled
from services.gateway.languages import Language

_FOLDER: Final = "translations"


def translate(app: Flask) -> None:
    """Have templates say `_('…')` and `{% trans %}` in the viewer's language."""
    babel = flask_babel.Babel()
    babel.init_app(
        app,
        default_locale=Language.JAPANESE.value,
        default_translation_directories=_FOLDER,
        locale_selector=lambda: languages.of_viewer().value,
    )
    templates: Any = app.jinja_env  # which Flask-Babel has extended
    templates.install_gettext_callables(
        gettext=_in_template, ngettext=_counted_in_template, newstyle=True
    )


def gettext(text: str) -> str:
    """Return text of ours in the viewer's language."""
    return labelled(flask_babel.get_translations().gettext(text))


def marked(text: str) -> str:
    """Return the text as it is; it is in the catalogues, for `gettext` to find."""
    return text


def _in_template(text: str) -> str:
    return labelled(flask_babel.get_translations().gettext(text), _in_markup)


def _counted_in_template(one: str, many: str, count: int) -> str:
    found = flask_babel.get_translations().ngettext(one, many, count)
    return labelled(found, _in_markup)


def _in_markup(own: str) -> str:
    """Return a campaign's word for text that is markup and has `%(blanks)s`."""
    return str(escape(own)).replace("%", "%%")
