"""Head words: the kind of a name, and where two names part."""

import pytest

from agents.extraction.names import heads, runs
from agents.extraction.names.gazetteer import scan
from agents.extraction.names.runs import Token
from agents.lexicon.names import Names


def words(body: str, names: Names) -> list[Token]:
    return next(run.tokens for run in runs.find(body, scan(body, names)))


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("Foo National Park and the Dead Sea", ("Foo National Park", "and the Dead Sea")),
        ("Foo Union and Bar Party", ("Foo Union", "and Bar Party")),
        ("FOOC and Bar Bank", ("FOOC", "and Bar Bank")),
        ("Foo and Bar Bank", None),
        ("Centre for Aviation and Weather", None),
        ("Centre for Aviation and Bar Bank", ("Centre for Aviation", "and Bar Bank")),
        ("Foo University Sally Bar", ("Foo University", "Sally Bar")),
    ],
)
def test_cut(names: Names, body: str, parts: tuple[str, str] | None) -> None:
    tokens = words(body, names)
    at = heads.cut(tokens, names)
    assert (tuple(" ".join(t.text for t in part) for part in (tokens[:at], tokens[at:])) if at else None) == parts


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Ministry of Foo", ("ORG", 0)),
        ("Foo Theatre of Zambia", ("ORG", 0)),
        ("Foo Theatre of Bar", ("", 0)),
        ("Foo Gulf of Bar", ("LOC", 1)),
        ("Battle of Foo", ("MISC", 0)),
    ],
)
def test_before_tie(names: Names, body: str, kind: tuple[str, int]) -> None:
    tokens = words(body, names)
    assert heads.before_tie(tokens, heads.tie(tokens), names) == kind


def test_trimmed_leaves_out_link_words(names: Names) -> None:
    tokens = words("Foo of Bar and Baz", names)
    assert [t.text for t in heads.trimmed(tokens[1:4])] == ["Bar"]
    assert heads.tie(tokens) == 1


def test_ends(names: Names) -> None:
    tokens = words("Foo Airways", names)
    assert heads.ends_like_one(tokens, names)
    assert not heads.ends_like_one(tokens[:1], names)
    assert not heads.ends_like_one([], names)


def test_the_words_of_a_person_end_at_a_link(names: Names) -> None:
    assert [t.text for t in heads.of_person(words("Foo von Bar and Baz", names), names)] == ["Foo", "von", "Bar"]
