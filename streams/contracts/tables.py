"""The tables of the operator's book: settings, topics, metrics and commands, each from where it is declared.

Called by `streams.contracts`.  A table stands between `<!-- name -->` and `<!-- /name -->`; the rest is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from streams import metrics
from streams.settings import Settings
from streams.topics import MADE, Topic

DAY_MS = 86_400_000
# Its default depends on who asks; the book says it for everybody.
_DATA_DIR = "`~/.local/share/demarche`"


def with_tables(book: str, commands: Iterable[tuple[str, str]]) -> str:
    """Give the book with its four tables as they should be.  Raises ValueError where a table has no place."""
    tables = {
        "settings": settings_table(),
        "topics": topics_table(),
        "metrics": metrics_table(),
        "commands": table(("command", "what it does"), [(f"`demarche {name}`", what) for name, what in commands]),
    }
    for name, text in tables.items():
        book = _put(book, name, text)
    return book


def settings_table() -> str:
    """List every setting: TOML name, environment variable, default and meaning."""
    rows = []
    for field in fields(Settings):
        default = _DATA_DIR if field.name == "data_dir" else _shown(field.default)
        name = field.name.replace("_", ".", 1)
        rows.append((f"`{name}`", f"`DEMARCHE_{field.name.upper()}`", default, field.metadata["help"]))
    return table(("setting", "environment", "default", "meaning"), rows)


def topics_table() -> str:
    """List every topic: name, schema, key, how long it is kept, and meaning."""
    rows = [(f"`{t.name}`", t.record.__name__, t.key, _kept(t), t.means) for t in MADE]
    return table(("topic", "record", "key", "kept", "carries"), rows)


def metrics_table() -> str:
    """List every metric as Prometheus sees it: name, kind, labels and help text."""
    rows = [(f"`{name}`", kind, ", ".join(labels), what) for name, kind, labels, what in declared()]
    return table(("metric", "kind", "labels", "meaning"), rows)


def declared() -> list[tuple[str, str, tuple[str, ...], str]]:
    """Give name, kind, labels and help of every metric of `metrics.py`, in the order of their declaration."""
    found = []
    # The registry keeps its collectors in order; its public `collect` does not tell the labels.
    collectors: list[Any] = list(metrics.REGISTRY._collector_to_names)
    for collector in collectors:
        (family,) = collector.describe()
        name = f"{family.name}_total" if family.type == "counter" else family.name
        found.append((name, family.type, collector._labelnames, family.documentation))
    return found


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _put(book: str, name: str, text: str) -> str:
    opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, found, rest = book.partition(opening)
    _, ended, after = rest.partition(closing)
    if not (found and ended):
        raise ValueError(f"the book has no place for the table of {name}: {opening} … {closing}")
    return f"{before}{opening}\n{text}\n{closing}{after}"


def _shown(value: object) -> str:
    return "" if value == "" else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _kept(topic: Topic) -> str:
    if topic.cleanup == "compact":
        return "newest of a key"
    return "for ever" if topic.retention_ms is None else f"{topic.retention_ms // DAY_MS} days"
