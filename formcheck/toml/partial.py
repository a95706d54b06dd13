"""Builds tables of which some fields are wrong, to check what can be checked between the others.

Pydantic checks what holds between the fields of a table only when each field is right. A physio
who mends ten fields must not then find an eleventh problem that could have been told before.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Any, Final, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from formcheck.language import N_, _
from formcheck.toml.file import Key
from formcheck.toml.mistake import Mistake, shown

BETWEEN: Final = (
    N_("hold_at, from where the hold clock runs, with a hold_s"),
    N_("two halves of half_s to be shorter than max_s"),
    N_("limits of 0 or more for direction 'away'"),
    N_("a feature in degrees"),
)
"""What checks between fields expect, where it is more than a formula."""

Table = TypeVar("Table", bound=BaseModel)


def build(model: type[Table], table: dict[str, object], key: Key, wrong: list[Mistake]) -> Table:
    """Build a table from its right fields; what is wrong between them goes to ``wrong``.

    A field that is wrong is missing in the result: asking for it is an AttributeError.
    """
    made = model.model_construct()
    for name in model.model_fields:
        if name in table:
            made.__dict__.pop(name, None)
            made.__dict__.update(_field(model, name, table[name], (*key, name), wrong))
    wrong += _between(made, table, key)
    return made


def model_at(model: type[BaseModel], table: object, key: Key) -> type[BaseModel]:
    """Return the model of the table at a key within the table of ``model``."""
    value: Any = table
    models: tuple[type[BaseModel], ...] = (model,)
    for part in key:
        value = value[part]
        if isinstance(part, str):
            models = models_in(model.model_fields[part].annotation)
        model = _chosen(models, value) or model
    return model


def plain_key(model: type[BaseModel], table: object, loc: Sequence[str | int]) -> Key:
    """Return the key in the file that pydantic means by a location.

    A location also has marks that are no keys: the kind of a rule, right after the rule's key, and
    "[key]" after the name of a key that is itself wrong.
    """
    key: Key = ()
    value: Any = table
    models: tuple[type[BaseModel], ...] = (model,)
    tagged = False
    for part in loc:
        kind = value.get("kind") if isinstance(value, dict) else None
        if len(models) > 1 and part == kind and not tagged:
            tagged = True
            continue
        if part == "[key]" and not models:
            continue
        here = _chosen(models, value)
        fields = {} if here is None else here.model_fields
        if part in fields:
            models, tagged = models_in(fields[str(part)].annotation), False
        elif isinstance(part, str):
            models = ()
        key = (*key, part)
        value = _inside(value, part)
    return key


def _inside(value: Any, part: str | int) -> object:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _field(
    model: type[BaseModel], name: str, value: object, key: Key, wrong: list[Mistake]
) -> dict[str, object]:
    """Return the field by its name; nothing if it is wrong."""
    annotation = model.model_fields[name].annotation
    models = models_in(annotation)
    inner = _chosen(models, value)
    listed = get_origin(annotation) is tuple
    if isinstance(value, dict) and inner is not None and not listed:
        return {name: build(inner, value, key, wrong)}
    if isinstance(value, list) and models and listed:
        return {name: tuple(_items(models, value, key, wrong))}
    try:
        return {name: _adapter(model, name).validate_python(value)}
    except ValidationError:
        return {}


def _items(
    models: tuple[type[BaseModel], ...], values: list[object], key: Key, wrong: list[Mistake]
) -> Iterator[BaseModel]:
    for index, value in enumerate(values):
        inner = _chosen(models, value)
        # An item that is no table keeps its place, so that the others keep their numbers.
        table = value if isinstance(value, dict) else {}
        yield build(inner or models[0], table, (*key, index), wrong)


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[object]:
    field = model.model_fields[name]
    # Put together at run time, so no type checker can know it.
    form: Any = Annotated[field.annotation, field]
    return TypeAdapter(form)


def models_in(annotation: object) -> tuple[type[BaseModel], ...]:
    """Return the models of tables that may stand in a field."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(model for inner in get_args(annotation) for model in models_in(inner))


def _chosen(models: tuple[type[BaseModel], ...], value: object) -> type[BaseModel] | None:
    """Return the model for a table: the only one, or that of its kind."""
    if len(models) <= 1:
        return models[0] if models else None
    kind = value.get("kind") if isinstance(value, dict) else None
    return next((model for model in models if _kind(model) == kind), None)


def _kind(model: type[BaseModel]) -> object:
    annotation = model.model_fields["kind"].annotation
    return get_args(annotation)[0] if get_origin(annotation) is Literal else None


def _between(made: BaseModel, table: dict[str, object], key: Key) -> Iterator[Mistake]:
    """Run the checks between fields; those that ask for a field that is wrong have to wait."""
    checks = type(made).__pydantic_decorators__.model_validators.values()
    for check in (one for one in checks if one.info.mode == "after"):
        try:
            check.func(made)
        except ValueError as error:
            yield _mistake(str(error), table, key)
        except AttributeError:
            continue


def _mistake(message: str, table: dict[str, object], key: Key) -> Mistake:
    """Return what a check between fields says, at the first key of the table that it names."""
    named = [word for word in re.findall(r"\w+", message) if word in table]
    twice = _second(message.rpartition("found twice: ")[2].split(", ")[0], table)
    at = twice or tuple(named[:1])
    if not message.startswith("expected "):
        return Mistake((*key, *at), message, "")
    expected, _found, found = message.removeprefix("expected ").partition(", found ")
    return Mistake(
        (*key, *at),
        _(expected),
        found or ", ".join(f"{name} {shown(table[name])}" for name in dict.fromkeys(named)),
    )


def _second(name: str, table: dict[str, object]) -> Key:
    """Return the last place in a list of tables where a name stands; empty if in none."""
    found: Key = ()
    for field, values in table.items():
        for index, item in enumerate(values if isinstance(values, list) else ()):
            for inner, value in item.items() if isinstance(item, dict) else ():
                if value == name and inner in ("id", "name", "exercise"):
                    found = (field, index, inner)
    return found
