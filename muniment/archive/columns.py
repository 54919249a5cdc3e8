"""Kinds of column: what makes every text exact, and what several tables share."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Dialect, Float, ForeignKey, Integer, String, TypeDecorator

from muniment.errors import RecordError


def bound(value: str) -> str | bytes:
    """`value` as SQLite can hold it: text, or for lone surrogates (which UTF-8 has no form for) bytes."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
    return value


def unbound(value: Any) -> Any:
    """The text that `bound` was given; None for none."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def written(value: Any) -> str | bytes | None:
    """A small list or mapping as SQLite holds it: JSON that people can read."""
    return None if value is None else bound(json.dumps(value, ensure_ascii=False))


def read_back(value: Any) -> Any:
    """The list or mapping that `written` was given."""
    if value == "[]":
        return []
    return None if value is None else json.loads(unbound(value))


def held(column: Column[Any], values: list[Any]) -> list[Any]:
    """A column's values as SQLite holds them: what `Words`, `Values` or the plain type would bind, all at once."""
    if isinstance(column.type, Words):
        return [value if value is None or value.isascii() else bound(value) for value in values]
    if isinstance(column.type, Values):
        return ["[]" if value == [] else written(value) for value in values]
    return [number(value) for value in values] if isinstance(column.type, Float) else values


def number(value: float | None) -> float | None:
    """A number as SQLite holds it. Raises `RecordError` for what it would silently make nothing of, or cannot hold."""
    if value is None:
        return None
    try:
        held = float(value)
    except OverflowError as error:
        raise RecordError("a number is too large to be kept") from error
    if math.isnan(held):
        raise RecordError("a record holds a number that is none (NaN)")
    return held


class Words(TypeDecorator[str]):
    """Text, exact for every Python string: lone surrogates are kept as bytes in the same column."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else bound(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        return unbound


class Values(TypeDecorator[Any]):
    """A small list (or mapping) as JSON text that people can read."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return written(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        return read_back


def words(name: str, *, needed: bool = False) -> Column[str]:
    """A column of text."""
    return Column(name, Words, nullable=not needed)


def whole_number(name: str, *, needed: bool = False) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, Integer, nullable=not needed)


def values(name: str) -> Column[Any]:
    """A column of small JSON lists."""
    return Column(name, Values, nullable=False)


def key(name: str) -> Column[str]:
    """A text that is its table's key."""
    return Column(name, Words, primary_key=True)


def position(name: str = "nr") -> Column[int]:
    """A place in an order, part of the key."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def reference(table: str, name: str | None = None, *, key: bool = False, needed: bool = True) -> Column[str]:
    """The id of a row of `table`."""
    return Column(name or table, Words, ForeignKey(f"{table}.id"), primary_key=key, nullable=not needed)


def citation(prefix: str = "", *, needed: bool = True) -> list[Column[Any]]:
    """The columns of a citation; their names begin with `prefix`."""
    return [
        words(f"{prefix}document", needed=needed),
        whole_number(f"{prefix}start", needed=needed),
        whole_number(f"{prefix}end", needed=needed),
        words(f"{prefix}quote", needed=needed),
        words(f"{prefix}prefix", needed=needed),
        words(f"{prefix}suffix", needed=needed),
        whole_number(f"{prefix}page"),
        Column(f"{prefix}locator", Values),
    ]


def when() -> list[Column[Any]]:
    """The columns of a time as said."""
    return [
        whole_number("when_start"),
        whole_number("when_end"),
        *(words(f"when_{name}") for name in ("text", "edtf", "relative", "calendar")),
    ]
