"""Nothing can be done only by clicking: what the office's pages call, commands call."""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import click
import pytest
from flask.testing import FlaskClient

from machiken.contracts.actor import Role
from machiken.contracts.verbs import Verb
from services.gateway import audit_files, audits, cli, resending
from services.gateway.cli import machiken
from services.gateway.office.acting import VERB

Name = tuple[str, str]


def commands_of(
    group: click.Group, before: str = ""
) -> Iterator[tuple[str, click.Command]]:
    """Yield every command below a group, by its words."""
    for name, command in group.commands.items():
        words = f"{before} {name}".strip()
        if isinstance(command, click.Group):
            yield from commands_of(command, words)
        else:
            yield words, command


def test_whatever_an_office_page_calls_a_command_calls_too(
    browser: FlaskClient,
) -> None:
    by_command = {name for module in modules() for name in called_in(module)}

    only_by_clicking = [
        verb.name
        for verb in of_pages(browser)
        # Approving takes a second person, and one key must not be two of them.
        if Role.OPERATOR in verb.roles and (verb.service, verb.name) not in by_command
    ]

    assert only_by_clicking == []


def test_what_only_the_office_decides_is_for_a_second_person(
    browser: FlaskClient,
) -> None:
    not_ours = {
        verb.name for verb in of_pages(browser) if Role.OPERATOR not in verb.roles
    }

    assert not_ours == {
        "decide_account",
        "decide_adjustment",
        "decide_mail_proposal",
        "decide_payout",
        "release_merchant",
    }


@pytest.mark.parametrize("command", sorted(name for name, _ in commands_of(machiken)))
def test_every_command_answers_a_machine_and_a_person(command: str) -> None:
    found = dict(commands_of(machiken))[command]

    assert found.help
    if command != "completion":
        assert "as_json" in {each.name for each in found.params}


def of_pages(browser: FlaskClient) -> Iterator[Verb[object, object]]:
    """Yield the verbs of the office's pages and forms."""
    views = browser.application.view_functions
    for endpoint, view in views.items():
        verb = getattr(view, VERB, None)
        if endpoint.startswith("office.") and verb is not None:
            yield verb


def modules() -> Iterator[ModuleType]:
    """Yield the command line's modules, and what they share with the pages."""
    yield audit_files
    yield audits
    yield resending
    for found in pkgutil.iter_modules(cli.__path__):
        yield import_module(f"{cli.__name__}.{found.name}")


def called_in(module: ModuleType) -> Iterator[Name]:
    """Yield the verbs that a module names, as `verbs.APPLY_CAMPAIGN`."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Attribute):
            verb = named_by(module, node)
            if isinstance(verb, Verb):
                yield verb.service, verb.name


def named_by(module: ModuleType, node: ast.expr) -> object:
    """Return what words with dots between them name in a module, or None."""
    if isinstance(node, ast.Name):
        return getattr(module, node.id, None)
    if isinstance(node, ast.Attribute):
        return getattr(named_by(module, node.value), node.attr, None)
    return None
