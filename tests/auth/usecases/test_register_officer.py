import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import LoginIdTaken
from tests.auth.town import Town, at_once


def test_an_officer_is_invited_without_a_merchant(empty_town: Town) -> None:
    view = empty_town.register_officer()

    [invited] = empty_town.told("staff_invited")
    assert invited["staff_id"] == str(view.staff_id)
    assert invited["role"] == view.role == Role.OFFICE_CLERK
    assert (invited["merchant_code"], invited["campaign_id"]) == (None, None)


def test_the_same_officer_eight_times_at_once_is_one(empty_town: Town) -> None:
    views = at_once(8, lambda _: empty_town.register_officer())

    assert len(set(views)) == 1
    assert len(empty_town.told("staff_invited")) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"name": "別人"},
        {"email": "other@kinomachi.example"},
        {"role": Role.OFFICE_ADMINISTRATOR},
    ],
)
def test_a_login_id_stands_for_one_officer(town: Town, change: dict[str, str]) -> None:
    with pytest.raises(LoginIdTaken):
        town.register_officer(**change)


def test_a_merchants_person_may_have_an_officers_login_id(town: Town) -> None:
    town.register_officer(login_id="hanako")

    assert town.happenings().count("officer_registered") == 2
