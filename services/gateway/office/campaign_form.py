"""A campaign's rules as a form: its fields, and back to rules."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from machiken.contracts.redemption import (
    LABELS,
    MAIL_TEXTS,
    SWITCHES,
    Activation,
    CampaignRules,
    PayRoll,
)
from machiken.contracts.wire import Misfit, from_wire, to_wire
from services.gateway import forms
from services.gateway.refusals import DayUnreadable, FormMalformed

WORDS: Final[Mapping[str, str]] = {
    "issuer_code": "発行者コード",
    "name": "事業名",
    "issuer_name": "発行者",
    "voucher_prefix": "番号に入る2文字",
    "face_value": "額面（円）",
    "unit": "決済単位（円）",
    "limit": "1回の上限額（円）",
    "vouchers_max": "1回の枚数の上限",
    "use_first_on": "利用期間のはじめ",
    "use_last_on": "利用期間のおわり",
    "redeem_first_on": "換金期間のはじめ",
    "redeem_last_on": "換金期間のおわり",
    "recruit_first_on": "募集のはじめ",
    "recruit_deadlines": "募集の締切",
    "closings": "締め日",
    "pay_roll": "振込日の決め方",
    "pay_after_days": "締め日から振込までの日数",
    "activation": "販売の単位",
    "switches": "機能の入切",
    "labels": "呼び名",
    "mail_languages": "メールの言語",
    "mail_texts": "メールに加える文",
    "mail_from": "差出人のアドレス",
    "contact": "お問い合わせ先",
    "video_url": "操作の動画のアドレス",
}
"""The rules in the order of the form, each with its word."""
CODES: Final = ("issuer_code", "voucher_prefix", "mail_from")
LINES: Final = ("name", "issuer_name", "contact")
TEXTS: Final = (*CODES, *LINES)
NUMBERS: Final = ("face_value", "unit", "limit", "vouchers_max")
DAYS: Final = ("use_first_on", "use_last_on", "redeem_first_on", "redeem_last_on")
LISTS: Final = ("recruit_deadlines", "closings")
PAY_ROLLS: Final = {
    PayRoll.PREVIOUS: "次の15日か末日（休業日なら前の営業日）",
    PayRoll.NEXT: "次の15日か末日（休業日なら次の営業日）",
    PayRoll.MODIFIED_FOLLOWING: (
        "次の15日か末日（休業日なら次の営業日、月をまたぐときは前の営業日）"
    ),
    PayRoll.DAYS_AFTER: "締め日から決まった日数",
}
ACTIVATIONS: Final = {
    Activation.BATCH: "発行分ごと",
    Activation.VOUCHER: "通し番号や1枚ごと",
}
LANGUAGES: Final = {"ja, en": "日本語と英語", "ja": "日本語だけ", "en": "英語だけ"}
VALUES: Final = LANGUAGES | {
    each.value: word for each, word in (PAY_ROLLS | ACTIVATIONS).items()
}
"""What stands on the pages for a rule's value, where it is a name."""
PARAGRAPH_MAX: Final = 2_000

Form = MultiDict[str, str]


def rules_in(form: Form) -> CampaignRules:
    """Return the rules that the form states. Raises the refusals of its fields."""
    stated: dict[str, Any] = {name: forms.text(form, name) for name in CODES}
    stated |= {name: forms.line(form, name) for name in LINES}
    stated |= {name: forms.yen(form, name).amount for name in NUMBERS}
    stated |= {name: forms.day(form, name).isoformat() for name in DAYS}
    stated |= {name: _days(form, name) for name in LISTS}
    stated["pay_roll"] = forms.text(form, "pay_roll")
    stated["pay_after_days"] = forms.number(form, "pay_after_days") or 0
    stated["activation"] = forms.text(form, "activation")
    stated["video_url"] = forms.optional(form, "video_url")
    if forms.optional(form, "recruit_first_on"):
        stated["recruit_first_on"] = forms.day(form, "recruit_first_on").isoformat()
    stated["switches"] = _switches(form)
    stated["labels"] = _paragraphs(form, "label", sorted(LABELS))
    stated["mail_texts"] = _paragraphs(form, "mail_text", MAIL_TEXTS)
    stated["mail_languages"] = forms.text(form, "mail_languages").split(", ")
    try:
        return from_wire(CampaignRules, stated)
    except Misfit as misfit:
        raise FormMalformed(field="rules") from misfit


def filled(rules: CampaignRules) -> dict[str, str]:
    """Return the form's fields as the rules fill them."""
    wire = to_wire(rules)
    fields = {name: str(wire[name]) for name in (*TEXTS, *NUMBERS, *DAYS)}
    fields |= {name: "\n".join(wire[name]) for name in LISTS}
    fields |= {name: str(wire[name]) for name in ("pay_roll", "activation")}
    fields["pay_after_days"] = str(rules.pay_after_days)
    fields["recruit_first_on"] = wire["recruit_first_on"] or ""
    fields["video_url"] = rules.video_url
    fields |= {f"switch_{name}": "1" for name in SWITCHES if rules.has(name)}
    fields |= {f"label_{name}": text for name, text in rules.labels.items()}
    fields["mail_languages"] = ", ".join(rules.mail_languages)
    fields |= {f"mail_text_{name}": text for name, text in rules.mail_texts.items()}
    return fields


def _days(form: Form, name: str) -> list[str]:
    texts = re.split(r"[\s,、]+", forms.paragraph(form, name, PARAGRAPH_MAX))
    found = [text.replace("/", "-") for text in texts if text]
    if not all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", each) for each in found):
        raise DayUnreadable(field=name)
    return found


def _switches(form: Form) -> dict[str, bool]:
    # Only what differs from how a switch stands by itself: rules that say nothing of
    # it stay as they are.
    chosen = {name: forms.optional(form, f"switch_{name}") == "1" for name in SWITCHES}
    return {name: is_on for name, is_on in chosen.items() if is_on != SWITCHES[name]}


def _paragraphs(form: Form, prefix: str, names: Iterable[str]) -> dict[str, str]:
    texts = {
        name: forms.paragraph(form, f"{prefix}_{name}", PARAGRAPH_MAX) for name in names
    }
    return {name: text for name, text in texts.items() if text}
