"""Says in words what pydantic found wrong with the shape of a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tuiapp.dataset.entry import SLUG, Entry
from tuiapp.dataset.files import Files
from tuiapp.dataset.resolved import KeyPath
from tuiapp.i18n import _
from tuiapp.values.near import nearest

_Model = TypeVar("_Model", bound=Entry)
_SHOWN = 60
"""Characters of a found text that a message repeats."""


def read_entries(files: Files, file: str, key: str, model: type[_Model]) -> Iterator[tuple[int, _Model | None, Any]]:
    """The tables of a file's one array of tables, in order: the index, the model, and the table as it was read.

    The model is None where the table is malformed, which has then been remembered; the others go on.
    """
    raw = files.read(file)
    if raw is None:
        return
    for name in raw.keys() - {key}:
        files.wrong(file, (name,), _unknown(name, (key,)))
    tables = raw.get(key, [])
    if not isinstance(tables, list):
        files.wrong(
            file, (key,), _("found {found}; accepted: tables headed [[{key}]]").format(found=_show(tables), key=key)
        )
        return
    for index, table in enumerate(tables):
        yield index, shaped(files, file, (key, index), model, table), table


def shaped(files: Files, file: str, keys: KeyPath, model: type[_Model], raw: object) -> _Model | None:
    """The table as a model; None, and every problem remembered, when it has another shape."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for inner, message in _messages(model, raw, error):
            files.wrong(file, (*keys, *inner), message)
        return None


class _Found(NamedTuple):
    """One of pydantic's errors, told apart from the branch of a union in which it arose."""

    keys: KeyPath
    """Keys that are in the table, or one that is missing from it."""
    union: KeyPath | None
    """Where the union stands; None outside of one."""
    branch: str
    error: ErrorDetails


def _messages(model: type[Entry], raw: object, error: ValidationError) -> Iterator[tuple[KeyPath, str]]:
    found = [_place(raw, one) for one in error.errors(include_url=False)]
    told: set[KeyPath] = set()
    for one in found:
        if one.union is None:
            yield one.keys, _message(model, one)
            continue
        if one.union in told:
            continue
        told.add(one.union)
        branches = [other for other in found if other.union == one.union]
        # A table or a list was meant for the branch that takes one: what is wrong is inside of it.
        inner = [other for other in branches if other.keys != one.union or other.error["type"] == "string_too_short"]
        if inner and not isinstance(_at(raw, one.union), (datetime, time)):
            for other in inner:
                yield other.keys, _message(model, other)
        else:
            yield one.union, _wrong_type(_at(raw, one.union), {other.error["type"] for other in branches})


def _place(raw: object, error: ErrorDetails) -> _Found:
    keys: list[str | int] = []
    value: Any = raw
    union: KeyPath | None = None
    branch = ""
    for key in error["loc"]:
        if _has(value, key):
            value = value[key]
        elif not (error["type"] == "missing" and key == error["loc"][-1]):
            # The name of a union's branch, which stands in no file.
            if key != "[key]":
                union, branch = tuple(keys), str(key)
            continue
        keys.append(key)
    return _Found(tuple(keys), union, branch, error)


def _has(value: object, key: str | int) -> bool:
    if isinstance(value, dict):
        return key in value
    return isinstance(value, list) and isinstance(key, int) and key < len(value)


def _at(raw: Any, keys: KeyPath) -> Any:
    for key in keys:
        raw = raw[key]
    return raw


def _message(model: type[Entry], one: _Found) -> str:
    error = one.error
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return _unknown(str(one.keys[-1]), _fields(model, error["loc"]))
        case "missing":
            return _("missing")
        case "literal_error":
            return _not_listed(error["input"], context["expected"])
        case "string_pattern_mismatch":
            return _("found {found}; accepted: {accepted}").format(
                found=_show(error["input"]), accepted=_pattern(context["pattern"])
            )
        case "string_too_short":
            return _("empty; leave the key out where nothing is printed")
        case "too_short" | "too_long":
            length = context.get("min_length", context.get("max_length"))
            return _("found {found}; accepted: {n} of them").format(found=context["actual_length"], n=length)
        case "greater_than_equal" | "less_than_equal":
            return (
                _("found {found}; accepted: {low} or more").format(found=_show(error["input"]), low=context["ge"])
                if "ge" in context
                else _("found {found}; accepted: {high} or less").format(
                    found=_show(error["input"]), high=context["le"]
                )
            )
        case kind:
            return _wrong_type(error["input"], {kind})


def _unknown(name: str, known: tuple[str, ...]) -> str:
    near = nearest(name, known)
    if near:
        return _("no key `{name}` here; nearest: `{near}`").format(name=name, near=near)
    return _("no key `{name}` here; accepted: {known}").format(name=name, known=", ".join(known))


def _not_listed(found: object, expected: str) -> str:
    listed = [one.strip("' ") for one in expected.replace(" or ", ", ").split(", ")]
    near = nearest(found, listed) if isinstance(found, str) else None
    accepted = ", ".join(f"`{one}`" for one in listed)
    if near:
        return _("found {found}; nearest: `{near}`; accepted: {accepted}").format(
            found=_show(found), near=near, accepted=accepted
        )
    return _("found {found}; accepted: {accepted}").format(found=_show(found), accepted=accepted)


def _fields(model: type[BaseModel], location: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys of the table in which the last key of a location stands."""
    current = [model]
    for key in location[:-1]:
        for one in current:
            if isinstance(key, str) and key in one.model_fields:
                current = _models(one.model_fields[key].annotation)
                break
        else:
            current = [one for one in current if one.__name__ == key] or current
    return tuple(current[0].model_fields) if current else ()


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def _pattern(pattern: str) -> str:
    forms = {
        SLUG: _("lower-case letters, digits and single hyphens"),
        "^[a-z]{2}$": _("two lower-case letters such as `en`"),
        "^[A-Z]{3}$": _("three capital letters such as `CNY`"),
        "^[0-9]{6}$": _("six digits"),
        "^[0-9]{4}$": _("a year"),
        "^[0-9]{4}-[0-9]{2}$": _("a month such as 2023-06"),
    }
    return forms.get(pattern) or _("a decimal number such as 7.0846")


def _wrong_type(found: object, kinds: set[str]) -> str:
    if isinstance(found, (datetime, time)):
        return _("found {found}, which has a time of day; accepted: a calendar date such as 2023-06-19").format(
            found=_show(found)
        )
    forms = {
        "date_type": _("a date such as 2023-06-19"),
        "string_type": _("a text in quotes"),
        "model_type": _("a table"),
        "dict_type": _("a table"),
        "tuple_type": _("a list in brackets"),
        "int_type": _("a whole number"),
        "bool_type": _("true or false"),
        "decimal_type": _("a number"),
    }
    accepted = [form for kind, form in forms.items() if kind in kinds]
    return _("found {found}; accepted: {accepted}").format(
        found=_show(found), accepted=_(" or ").join(dict.fromkeys(accepted)) or _("another kind of value")
    )


def _show(found: object) -> str:
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, str):
        return f"`{found if len(found) <= _SHOWN else found[:_SHOWN] + '…'}`"
    if isinstance(found, dict):
        return _("a table")
    if isinstance(found, list):
        return _("a list")
    return str(found)
