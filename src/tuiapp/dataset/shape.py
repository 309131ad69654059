"""Says in words what pydantic found wrong with the shape of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from tuiapp.dataset.entry import SLUG, Entry
from tuiapp.dataset.files import Files
from tuiapp.dataset.resolved import KeyPath
from tuiapp.i18n import _
from tuiapp.values.near import nearest

_Model = TypeVar("_Model", bound=Entry)
_EMPTY = ("string_too_short", "too_short")
_SHOWN = 60
"""Characters of a found text that a message repeats."""


class Read(NamedTuple, Generic[_Model]):
    """One table of a file."""

    position: int
    entry: _Model | None
    """None where so much of the table is malformed that nothing can be looked up in it."""
    raw: object
    whole: bool
    """Whether the entry is all of the table; else what is malformed has been left out of it."""


def read_entries(files: Files, file: str, key: str, model: type[_Model]) -> Iterator[Read[_Model]]:
    """The tables of a file's one array of tables, in order; what is malformed in them has been remembered."""
    raw = files.read(file)
    if raw is not None:
        yield from entries(files, file, raw, key, model)


def entries(
    files: Files, file: str, raw: dict[str, Any], key: str, model: type[_Model], beside: Sequence[str] = ()
) -> Iterator[Read[_Model]]:
    """The tables of an array in a file that has been read; `beside` are the other keys the file may have."""
    for name in raw.keys() - {key, *beside}:
        files.wrong(file, (name,), _unknown(name, (key, *beside)))
    tables = raw.get(key, [])
    if not isinstance(tables, list):
        message = _("found {found}; accepted: tables headed [[{key}]]").format(found=_show(tables), key=key)
        files.wrong(file, (key,), message)
        return
    for index, table in enumerate(tables):
        try:
            yield Read(index, model.model_validate(table), table, whole=True)
        except ValidationError as error:
            found = _remember(files, file, (key, index), model, table, error)
            yield Read(index, _rest(model, table, found), table, whole=False)


def shaped(files: Files, file: str, model: type[_Model], raw: object) -> _Model | None:
    """A whole file as a model; None, and every problem remembered, when it has another shape."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        _remember(files, file, (), model, raw, error)
        return None


class _Found(NamedTuple):
    """One of pydantic's errors, with its place in the table."""

    keys: KeyPath
    """Keys that are in the table, but for the last, which may be missing from it."""
    union: KeyPath | None
    """Where the innermost union stands in a branch of which it arose; None outside of one."""
    error: ErrorDetails


def _remember(
    files: Files, file: str, keys: KeyPath, model: type[Entry], raw: object, error: ValidationError
) -> list[_Found]:
    found = [_place(raw, one) for one in error.errors(include_url=False)]
    for inner, message in _messages(model, raw, found):
        files.wrong(file, (*keys, *inner), message)
    return found


def _rest(model: type[_Model], raw: object, found: Sequence[_Found]) -> _Model | None:
    """The model of what is left when all that is malformed is left out, so that the names in it are looked up too."""
    rest = raw
    for one in found:
        if one.error["type"] != "missing":
            rest = _without(rest, one.keys)
    try:
        return model.model_validate(rest)
    except ValidationError:
        return None


def _without(raw: Any, keys: KeyPath) -> Any:
    """A copy without the key of the innermost table on a path; elements of lists keep their places."""
    last = max((at for at, key in enumerate(keys) if isinstance(key, str)), default=-1)
    if last < 0 or not _has(raw, keys[0]):
        return raw
    copy = raw.copy()
    if last == 0:
        del copy[keys[0]]
    else:
        copy[keys[0]] = _without(raw[keys[0]], keys[1:])
    return copy


def _messages(model: type[Entry], raw: object, found: Sequence[_Found]) -> Iterator[tuple[KeyPath, str]]:
    above = {one.keys[:length] for one in found for length in range(len(one.keys))}
    told: set[KeyPath] = set()
    for one in found:
        if one.error["type"] == "too_short" and len(_at(raw, one.keys)) >= one.error["ctx"]["min_length"]:
            continue  # only what is malformed in it made it short
        if one.keys != one.union or one.error["type"] in _EMPTY:
            told.add(one.keys)
            yield one.keys, _message(model, one)
    for one in found:
        # Where a table or a list was meant, what is wrong is inside of it, and not that it is no text.
        if one.keys == one.union and one.keys not in above | told:
            told.add(one.keys)
            kinds = {other.error["type"] for other in found if other.keys == one.keys}
            yield one.keys, _wrong_type(_at(raw, one.keys), kinds)


def _place(raw: object, error: ErrorDetails) -> _Found:
    keys: list[str | int] = []
    value: Any = raw
    union: KeyPath | None = None
    for key in error["loc"]:
        if _has(value, key):
            value = value[key]
        elif not (error["type"] == "missing" and key == error["loc"][-1]):
            if key != "[key]":  # else it is the name of a union's branch, which stands in no file
                union = tuple(keys)
            continue
        keys.append(key)
    return _Found(tuple(keys), union, error)


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
            what = _description(model, error["loc"])
            return _("missing: {what}").format(what=what) if what else _("missing")
        case "literal_error":
            return _not_listed(error["input"], context["expected"])
        case "string_pattern_mismatch":
            return _("found {found}; accepted: {accepted}").format(
                found=_show(error["input"]), accepted=_pattern(context["pattern"])
            )
        case "string_too_short":
            return _("empty; leave the key out where nothing is printed")
        case "too_short" if not context["actual_length"]:
            return _("empty; accepted: one or more")
        case "too_short" | "too_long":
            length = context.get("min_length", context.get("max_length"))
            return _("found {found}; accepted: a list of {n}").format(found=context["actual_length"], n=length)
        case "recursion_loop" | "recursion_depth_exceeded":
            return _("tables are nested too deeply")
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


def _unknown(name: str, known: Collection[str]) -> str:
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


def _description(model: type[Entry], location: tuple[str | int, ...]) -> str:
    """The first sentence about the last key of a location, to go on a sentence with."""
    field = _fields(model, location).get(str(location[-1]))
    sentence = (field.description or "").partition(".")[0].strip() if field else ""
    return sentence[:1].lower() + sentence[1:]


def _fields(model: type[Entry], location: tuple[str | int, ...]) -> dict[str, FieldInfo]:
    """The keys of the table in which the last key of a location stands."""
    current: list[type[BaseModel]] = [model]
    for key in location[:-1]:
        for one in current:
            if isinstance(key, str) and key in one.model_fields:
                current = _models(one.model_fields[key].annotation)
                break
        else:
            current = [one for one in current if one.__name__ == key] or current
    return current[0].model_fields if current else {}


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def _pattern(pattern: str) -> str:
    forms = {
        SLUG: _("lower-case letters, digits and single hyphens"),
        "^[a-z]{2}$": _("two lower-case letters such as `en`"),
        "^[A-Z]{3}$": _("three capital letters such as `CNY`"),
        "^([0-9]{6}|[A-Z]{2})$": _("six digits, or a country's two capital letters"),
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
    if isinstance(found, (int, Decimal)) and not isinstance(found, bool):
        forms["string_type"] = _('a text in quotes, as it is printed: "{found}"').format(found=found)
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
