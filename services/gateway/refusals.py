"""What the gateway itself refuses, before any service is asked."""

from machiken.refusals import Refusal


class FieldMissing(Refusal):
    """A field of the form is empty. Facts: `field`."""

    code = "gateway.field_missing"
    fact_names = frozenset({"field"})


class FieldTooLong(Refusal):
    """A field of the form is longer than anything right. Facts: `field`."""

    code = "gateway.field_too_long"
    fact_names = frozenset({"field"})


class PasswordsDiffer(Refusal):
    """The new password was typed in two different ways."""

    code = "gateway.passwords_differ"


class AmountUnreadable(Refusal):
    """What stands in an amount's field is no whole number of yen."""

    code = "gateway.amount_unreadable"
    fact_names = frozenset({"field"})


class DayUnreadable(Refusal):
    """What stands in a day's field is no day."""

    code = "gateway.day_unreadable"
    fact_names = frozenset({"field"})


class DaysReversed(Refusal):
    """The last day comes before the first."""

    code = "gateway.days_reversed"


class FormMalformed(Refusal):
    """The form is not one of ours: a field twice, or an id that is none."""

    code = "gateway.form_malformed"
    fact_names = frozenset({"field"})


class FormStale(Refusal):
    """The form's proof of origin is missing or of an earlier sign-in."""

    code = "gateway.form_stale"


class FormForeign(Refusal):
    """The form was sent from another site."""

    code = "gateway.form_foreign"


class BodyMalformed(Refusal):
    """A machine's JSON does not fit its contract. Facts: `where`."""

    code = "gateway.body_malformed"
    fact_names = frozenset({"where"})


class PageUnknown(Refusal):
    """There is no such page."""

    code = "gateway.page_unknown"


class MethodUnknown(Refusal):
    """The page is there, but not for this method."""

    code = "gateway.method_unknown"


class UploadTooBig(Refusal):
    """More was sent than any page takes."""

    code = "gateway.upload_too_big"


class TooOften(Refusal):
    """A budget of visits is used up. Facts: `until`, when one may come again."""

    code = "gateway.too_often"
    fact_names = frozenset({"until"})


class PhotoMissing(Refusal):
    """No photo was chosen."""

    code = "gateway.photo_missing"


class PhotoTooBig(Refusal):
    """The photo is beyond what we open."""

    code = "gateway.photo_too_big"


class PhotoNoPicture(Refusal):
    """What was sent is no picture that we can open."""

    code = "gateway.photo_no_picture"


class PhotoWithoutCode(Refusal):
    """No QR code was found on the photo."""

    code = "gateway.photo_without_code"


class PhotosWaiting(Refusal):
    """Too many photos are being looked at right now."""

    code = "gateway.photos_waiting"


class AuditTooMuch(Refusal):
    """More rows are asked for than a file holds. Facts: `rows_max`."""

    code = "gateway.audit_too_much"
    fact_names = frozenset({"rows_max"})


class NoRehearsal(Refusal):
    """The installation does not rehearse: its time is real, and so is its money."""

    code = "gateway.no_rehearsal"


class RehearsedAlready(Refusal):
    """The made-up campaign was begun here before. Facts: `issuer_code`."""

    code = "gateway.rehearsed_already"
    fact_names = frozenset({"issuer_code"})


class OthersWouldEnd(Refusal):
    """Another campaign is here; the moved clock would close it. Facts: which."""

    code = "gateway.others_would_end"
    fact_names = frozenset({"issuer_code"})


class TransferUnknown(Refusal):
    """The payout has no transfer of this number. Facts: `field`."""

    code = "gateway.transfer_unknown"
    fact_names = frozenset({"field"})
