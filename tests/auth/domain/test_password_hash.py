from argon2 import extract_parameters
from argon2.low_level import Type

from services.auth.domain.password_hash import NOBODYS_HASH, hash_of, is_right


def test_a_hash_is_argon2id_as_dear_as_decided() -> None:
    for kept in (hash_of("Abcdefgh12"), NOBODYS_HASH):
        parameters = extract_parameters(kept)

        assert parameters.type is Type.ID
        assert parameters.time_cost == 2
        assert parameters.memory_cost == 19_456
        assert parameters.parallelism == 1


def test_only_the_same_password_is_right() -> None:
    kept = hash_of("Abcdefgh12")

    assert is_right(kept, "Abcdefgh12")
    assert not is_right(kept, "abcdefgh12")
    assert not is_right(kept, "Abcdefgh1")


def test_equal_passwords_have_different_hashes() -> None:
    assert hash_of("Abcdefgh12") != hash_of("Abcdefgh12")


def test_what_is_no_password_is_wrong_and_no_fault() -> None:
    kept = hash_of("Abcdefgh12")

    for typed in ("", "x" * 100_000, "\0", "\ud800"):
        assert not is_right(kept, typed)


def test_nobodys_password_is_not_the_empty_one() -> None:
    assert not is_right(NOBODYS_HASH, "")
