"""What all records share: frozen, checked when read, as small as what they say, and open to newer writers."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from makers import DAY0

import agents.records as records
from agents.records import Article, Evidence, Feed, Record, Signal

KINDS = sorted(
    (k for k in vars(records).values() if isinstance(k, type) and issubclass(k, Record)), key=lambda k: k.__name__
)
FOLDER = Path(records.__file__).parent
EVIDENCE: dict[str, Any] = {
    "article_id": "a", "url": "u", "title": "t", "sentence": "s", "start": 0, "end": 1, "at": DAY0,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_every_record_is_frozen_omits_what_is_usual_and_says_what_it_is(kind: type[Record]) -> None:
    config = kind.__struct_config__
    assert (config.frozen, config.omit_defaults) == (True, True)
    assert not config.forbid_unknown_fields  # a newer writer may add a field
    assert kind.__doc__


def test_a_record_can_be_a_key_and_what_it_needs_must_be_given() -> None:
    assert {Evidence(**evidence): 1 for evidence in (EVIDENCE, EVIDENCE)} == {Evidence(**EVIDENCE): 1}
    with pytest.raises(TypeError, match="url"):
        Feed(id="id")  # type: ignore[call-arg]


def test_every_record_of_the_package_is_given_by_it() -> None:
    written = {
        node.name
        for path in FOLDER.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    }
    assert written == {kind.__name__ for kind in KINDS}
    assert written <= set(records.__all__)


def test_records_lean_on_nothing_else() -> None:
    tops = {
        node.module or ""
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    strange = {t for t in tops if t.split(".")[0] not in sys.stdlib_module_names}
    assert {t for t in strange if not t.startswith("agents.records.")} == {"msgspec", "agents.limits"}


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (Article, "published_at", "2025-10-15T12:00:00"),
        (Article, "published_trust", "perhaps"),
        (Evidence, "start", "0"),
        (Signal, "quad", 5),
        (Signal, "status", "maybe"),
        (Signal, "trigger", [1, 2, 3]),
    ],
)
def test_types_are_checked_when_a_record_is_read(kind: type[Record], field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.convert({**required(kind), field: value}, kind)
    assert msgspec.convert(required(kind), kind)


def required(kind: type[Record]) -> dict[str, object]:
    """Give plain values for the fields that a record cannot do without."""
    plain = {"quad": 1, "goldstein": 0.0, "start": 0, "end": 1, "trigger": [0, 1]}
    when = dict.fromkeys(("at", "published_at", "fetched_at"), "2025-10-15T12:00:00Z")
    return {f.encode_name: (plain | when).get(f.name, "x") for f in msgspec.structs.fields(kind) if f.required}
