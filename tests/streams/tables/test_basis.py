"""What a table was made from is compared with what stands there: what does not fit is told, and what mends it."""

from __future__ import annotations

from typing import Any

import pytest

from streams import codec, formats
from streams.formats import Format
from streams.tables.basis import Basis, MisfitError, Seen, check, now

IDS = {"articles": "a1", "deltas": "d1", "changelog": "c1"}
FIRST = now("actors", 1, Seen(ids=IDS), None)


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
        ({"known": Basis(table="actors", generation=2)}, "set kafka.generation to 2 on all workers"),
        ({"known": Basis(table="actors", rebuilding="articles")}, "run `demarche rebuild --from articles`"),
        (
            {"known": Basis(table="actors", format=2)},
            "the table actors is another format: version 2 .* finish the upgrade",
        ),
        ({"known": Basis(table="actors", deltas=2)}, "0 messages .* finish the upgrade"),
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
    newer = Format(writes=2, oldest=2, newest=2)
    monkeypatch.setattr(formats, "RAISED", {"entry": newer})
    with pytest.raises(MisfitError, match="version 1 of entry, this program reads 2: `demarche rebuild --from"):
        checked()
    monkeypatch.setattr(formats, "RAISED", {"deltas": newer})
    checked()  # all was tracked by the older version
    with pytest.raises(MisfitError, match=r"7 messages .* version 1 of deltas.*`demarche rebuild --from articles`"):
        checked(untracked=7)
    assert now("actors", 1, Seen(ids=IDS), FIRST).deltas == 2


def test_an_older_worker_does_not_note_a_newer_table_as_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "RAISED", {"entry": Format(newest=2)})
    assert now("actors", 1, Seen(ids=IDS), Basis(table="actors", format=2)).format == 2
