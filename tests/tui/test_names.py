"""Textual's private names are not ours.

A widget that takes one for itself hangs or draws nothing, and no type checker says so.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from functools import cache

import pytest
from textual.message_pump import MessagePump

import tuiapp.tui


def classes() -> Iterator[type]:
    """Ours that are Textual's too."""
    for module in pkgutil.walk_packages(tuiapp.tui.__path__, "tuiapp.tui."):
        for made in vars(importlib.import_module(module.name)).values():
            if isinstance(made, type) and made.__module__ == module.name and issubclass(made, MessagePump):
                yield made


@cache
def private_names(made: type) -> frozenset[str]:
    """Those that are written in a class: its methods, and what it gives its instances."""
    [tree] = ast.parse(textwrap.dedent(inspect.getsource(made))).body
    assert isinstance(tree, ast.ClassDef)
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if node in tree.body:
                names.add(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                names.add(name)
    return frozenset(name for name in names if name.startswith("_") and not name.startswith("__"))


@pytest.mark.parametrize("made", classes(), ids=lambda made: made.__qualname__)
def test_no_private_name_of_textuals_is_taken(made: type) -> None:
    bases = [base for base in made.__mro__ if base.__module__.startswith("textual.")]
    assert {base.__name__ for base in bases} >= {"MessagePump"}
    taken = {name: base.__name__ for base in bases for name in private_names(made) & private_names(base)}
    assert not taken


def test_one_that_is_taken_is_seen() -> None:
    assert {"_uncover", "_size"} <= private_names(importlib.import_module("textual.widget").Widget)
