from __future__ import annotations

from dataclasses import fields

from prometheus_client import generate_latest

from streams import metrics
from streams.contracts.tables import declared, metrics_table, settings_table, table, topics_table, with_tables
from streams.settings import Settings
from streams.topics import MADE

PLACES = "".join(f"<!-- {name} --><!-- /{name} -->" for name in ("commands", "settings", "topics", "metrics"))


def test_every_setting_has_its_row() -> None:
    rows = settings_table().splitlines()[2:]
    assert len(rows) == len(fields(Settings))
    assert "| `web.port` | `DEMARCHE_WEB_PORT` | `8321` |" in "\n".join(rows)
    assert "`poll.private_hosts` | `DEMARCHE_POLL_PRIVATE_HOSTS` | `false`" in "\n".join(rows)


def test_no_default_is_that_of_this_machine() -> None:
    assert Settings().data_dir not in settings_table()


def test_every_topic_has_its_row() -> None:
    text = topics_table()
    assert all(f"| `{topic.name}` | {topic.record.__name__} |" in text for topic in MADE)
    assert "| 90 days |" in text and "| newest of a key |" in text


def test_metrics_are_named_as_prometheus_sees_them() -> None:
    shown = {line.split()[2] for line in generate_latest(metrics.REGISTRY).decode().splitlines() if "# TYPE" in line}
    assert {name for name, *_ in declared()} == shown
    assert "| `demarche_records_rejected_total` | counter | stage, reason |" in metrics_table()


def test_the_prose_between_the_tables_stays() -> None:
    book = with_tables(f"before {PLACES} after", [])
    assert book.startswith("before <!-- commands -->\n| command") and book.endswith("after")
    assert with_tables(book, []) == book


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert table(("a",), [("x|y",)]).splitlines()[2] == r"| x\|y |"
