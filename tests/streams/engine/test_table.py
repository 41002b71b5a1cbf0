"""The table as the tracker sees it: changes in memory, bytes underneath."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from makers import make_alert, make_state

from agents.limits import OUTBOX
from agents.records import Entry, Outgoing
from streams.engine import table as module
from streams.engine.table import Entries
from streams.formats import format_of


def entry(actor: str = "RUS", **more: Any) -> Entry:
    return Entry(state=make_state(actor), **more)


def entries(data: dict[bytes, bytes] | None = None) -> Entries:
    return Entries(SimpleNamespace(data={} if data is None else data))


def test_a_change_is_seen_at_once_and_encoded_when_asked() -> None:
    data: dict[bytes, bytes] = {}
    table = entries(data)
    kept = entry(fences={"1.3": 17}, outbox=(Outgoing(alert=make_alert(), lane="1.3", position=17, place=5),))
    table["RUS"] = kept
    assert (table["RUS"], table.changed(), data) == (kept, ("RUS",), {})
    assert table.encode("RUS") == data[b"RUS"]
    assert (table["RUS"], table.changed()) == (kept, ())
    written = msgspec.structs.replace(kept, format=format_of("entry").writes)
    assert msgspec.json.decode(data[b"RUS"], type=Entry) == written


def test_equal_entries_are_equal_bytes() -> None:
    one, other = entries(), entries()
    one["RUS"] = entry(fences={"1.0": 1, "1.1": 2})
    other["RUS"] = entry(fences={"1.1": 2, "1.0": 1})
    assert one.encode("RUS") == other.encode("RUS")


def test_what_recovery_puts_underneath_is_seen() -> None:
    data: dict[bytes, bytes] = {}
    table = entries(data)
    table["RUS"] = entry()
    table.encode("RUS")
    newer = entry(fences={"1.0": 99})
    data[b"RUS"] = msgspec.json.encode(newer)
    assert table["RUS"] == newer


def test_it_counts_and_names_what_it_holds() -> None:
    table = entries({b"RUS": msgspec.json.encode(entry())})
    table["ÅÄÖ"] = entry("å")
    assert set(table) == {"RUS", "ÅÄÖ"}
    assert len(table) == 2
    assert table.get("CHN") is None
    with pytest.raises(KeyError, match="CHN"):
        table["CHN"]
    with pytest.raises(TypeError, match="never forgotten"):
        del table["RUS"]


def test_only_so_many_are_kept_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DECODED", 3)
    table = entries()
    for n in range(10):
        table[f"A{n}"] = entry(f"A{n}")
        table.encode(f"A{n}")
    assert len(table._decoded) == 3
    assert [table[f"A{n}"].state.actor_id for n in range(10)] == [f"A{n}" for n in range(10)]


def test_an_entry_of_an_older_program_with_wider_caps_is_read() -> None:
    alert = make_alert(actor_name="n" * 200)
    wide = Entry(
        state=make_state("USA", name="n" * 200),
        outbox=tuple(Outgoing(alert=alert, lane="1.0", position=n, place=n) for n in range(OUTBOX + 9)),
    )
    found = entries({b"USA": msgspec.json.encode(wide)})["USA"]
    assert (len(found.state.name), len(found.outbox)) == (80, OUTBOX)
    assert found.state.name.endswith("…")
