"""What a table was made from is compared with what stands there: what does not fit is told, and what mends it."""

from __future__ import annotations

from typing import Any

import pytest

from streams import codec, formats
from streams.formats import Format
from streams.tables.basis import Basis, MisfitError, Seen, check, now

IDS = {"articles": "a1", "deltas": "d1", "changelog": "c1"}
FIRST = now("actors", 1, Seen(ids=IDS), None)
AS_NOW = {"table": "actors", "format": FIRST.format, "deltas": FIRST.deltas}
NEXT = FIRST.format + 1


def checked(known: Basis | None = FIRST, generation: int = 1, ids: dict[str, str] | None = None, **seen: Any) -> None:
    check(known, Seen(ids=IDS if ids is None else ids, **seen), generation, "articles", "changelog")


def test_what_was_noted_fits_and_comes_back() -> None:
    checked()
    checked(None)
    assert codec.decode(codec.encode(FIRST), Basis) == FIRST
    assert FIRST.topics == IDS
    assert now("actors", 1, Seen(ids=IDS), FIRST) == FIRST, "nothing new is nothing to write"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"ids": IDS | {"articles": "a2"}}, "articles is not the one .* set kafka.generation to 2 on all workers"),
        ({"ids": IDS | {"deltas": "d2"}}, "deltas is not the one .* `demarche rebuild --from findings`"),
        ({"ids": IDS | {"changelog": "c2"}}, "changelog is not the one .* `demarche rebuild --from findings`"),
        ({"ids": {"articles": "a1", "deltas": "d1"}}, "changelog is not the one"),
        ({"emptied": (3, 5)}, r"changelog was emptied \(partition 3, 5\): run `demarche rebuild --from findings`"),
        ({"known": None, "emptied": (3,)}, "changelog was emptied"),
        ({"known": Basis(**AS_NOW, generation=2)}, "set kafka.generation to 2 on all workers"),
        ({"known": Basis(**AS_NOW, rebuilding="articles")}, "run `demarche rebuild --from articles`"),
        (
            {"known": Basis(**AS_NOW | {"format": NEXT})},
            f"the table actors is another format: version {NEXT} .* finish the upgrade",
        ),
        ({"known": Basis(**AS_NOW | {"deltas": NEXT})}, "0 messages .* finish the upgrade"),
    ],
)
def test_what_does_not_fit_is_told_with_what_mends_it(more: dict[str, Any], told: str) -> None:
    with pytest.raises(MisfitError, match=told) as refused:
        checked(**more)
    assert "deploy/README.md" in str(refused.value)


def test_articles_made_anew_fit_under_a_new_generation() -> None:
    anew = IDS | {"articles": "a2"}
    checked(generation=2, ids=anew)
    noted = now("actors", 2, Seen(ids=anew), FIRST)
    checked(noted, generation=2, ids=anew)
    with pytest.raises(MisfitError, match=r"kafka\.generation"):
        checked(noted, ids=anew)


def test_where_the_cluster_tells_no_ids_none_are_compared_and_none_forgotten() -> None:
    checked(ids={})
    assert now("actors", 1, Seen(), FIRST) == FIRST


def test_an_older_table_or_log_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = Format(writes=NEXT, oldest=NEXT, newest=NEXT)
    known = formats.RAISED
    monkeypatch.setattr(formats, "RAISED", {**known, "entry": newer})
    told = f"version {NEXT - 1} of entry, this program reads {NEXT}: `demarche rebuild --from"
    with pytest.raises(MisfitError, match=told):
        checked()
    monkeypatch.setattr(formats, "RAISED", {**known, "deltas": newer})
    checked()  # all was tracked by the older version
    with pytest.raises(MisfitError, match=r"7 messages .* version \d of deltas.*`demarche rebuild --from articles`"):
        checked(untracked=7)
    assert now("actors", 1, Seen(ids=IDS), FIRST).deltas == NEXT


def test_an_older_worker_does_not_note_a_newer_table_as_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "RAISED", {"entry": Format(newest=2)})
    assert now("actors", 1, Seen(ids=IDS), Basis(table="actors", format=2)).format == 2
