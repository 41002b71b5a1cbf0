from typing import Any

import msgspec
from makers import make_deed, make_head, make_report

from agents.limits import FAMILY_CHARS
from agents.sources import are_confirmed, counted, origins_of

WIRE, OTHER = tuple(range(16)), tuple(range(100, 116))


def told(*articles: dict[str, Any]) -> tuple[int, int]:
    return counted([make_report(make_deed(), **article) for article in articles])


def test_copies_are_told_from_sources() -> None:
    one: dict[str, Any] = {"article": "a", "outlet": "Wire", "fingerprint": WIRE}
    copy: dict[str, Any] = {"article": "b", "outlet": "Paper", "fingerprint": WIRE}
    own: dict[str, Any] = {"article": "c", "outlet": "Own", "fingerprint": OTHER}
    assert told(one, copy, own) == (2, 1)
    assert told(one, {**own, "outlet": "Wire"}) == (1, 1), "one outlet is one source"
    assert told({**one, "publisher": "house"}, {**own, "publisher": "house"}) == (1, 1), "two outlets of one house"
    assert told(one, {**own, "relays": ("Wire",)}) == (1, 1), "it says whose words it has"
    third: dict[str, Any] = {"article": "d", "outlet": "Third", "relays": ("agency",)}
    assert told({**own, "relays": ("agency",)}, third) == (1, 1), "both have it from one"


def test_a_third_may_show_that_two_are_one() -> None:
    a: dict[str, Any] = {"article": "a", "outlet": "A"}
    b: dict[str, Any] = {"article": "b", "outlet": "B"}
    between: dict[str, Any] = {"article": "c", "outlet": "A", "relays": ("B",)}
    assert told(a, b) == (2, 0)
    assert told(a, b, between) == told(between, b, a) == (1, 2)


def test_the_word_of_the_accuser_confirms_nothing() -> None:
    claims = [make_report(make_deed(status="reported"), name) for name in "ab"]
    assert not are_confirmed(claims)
    assert are_confirmed([claims[0], make_report(make_deed(), "c")])
    assert not are_confirmed([make_report(make_deed(), "a")])


def test_an_outlet_without_a_family_is_its_own_source() -> None:
    assert origins_of(make_head("a"), FAMILY_CHARS) == ("outlet of a",)
    assert origins_of(msgspec.structs.replace(make_head("a"), publisher="bbc", relays=("bbc", "afp")), 40) == (
        "bbc",
        "afp",
    )
