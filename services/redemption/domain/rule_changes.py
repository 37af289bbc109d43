"""What differs between two versions of a campaign's rules."""

import json
from typing import Any

from machiken.contracts.redemption import CampaignRules, RuleChange
from machiken.contracts.wire import to_wire


def changes(before: CampaignRules | None, after: CampaignRules) -> list[RuleChange]:
    """Return the rules that differ, in the order of the rules."""
    old = to_wire(before) if before else {}
    return [
        RuleChange(rule=name, before=_text(old.get(name)), after=_text(value))
        for name, value in to_wire(after).items()
        if old.get(name) != value
    ]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case list() | tuple():
            return ", ".join(_text(each) for each in value)
        case dict():
            return "\n".join(f"{key}: {_text(each)}" for key, each in value.items())
        case _:
            return json.dumps(value)
