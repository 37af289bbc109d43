"""Which verb an office page calls: others' roles are turned away before its form.

The service refuses them all the same. Here it spares people a form that they could
not send, and tells a test which verb each page stands for.
"""

import functools
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from flask import g

from machiken.contracts.auth import SessionView
from machiken.contracts.bus import NotAllowed
from machiken.contracts.verbs import Verb

VERB: Final = "office_verb"

View = TypeVar("View", bound=Callable[..., object])


def calls(verb: Verb[Any, Any]) -> Callable[[View], View]:
    """Mark a page as the one of `verb`, for the roles that may call it.

    Stands below the route: `@office.post(…)`, then `@calls(verb)`.
    """

    def mark(view: View) -> View:
        @functools.wraps(view)
        def allowed(**given: object) -> object:
            if not may(verb):
                raise NotAllowed
            return view(**given)

        setattr(allowed, VERB, verb)
        return cast(View, allowed)

    return mark


def may(verb: Verb[Any, Any]) -> bool:
    """Return whether the viewer's role may call the verb."""
    viewer: SessionView = g.viewer
    return viewer.role in verb.roles
