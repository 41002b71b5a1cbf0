"""Ids of feeds: readable, unique, and independent of the order of a list."""

from __future__ import annotations

import pytest

from streams.feeds.ids import ID, ids_for

URL = "https://desk.example/"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Desk", "the-desk"),
        ("Новости", "novosti"),
        ("Ελλάδα", "ellada"),
        ("ΔΕΛΤΙΟ & Co.", "deltio-co"),
        ("L'Écho", "lecho"),
        ("", "desk-example"),
        ("🗞", "newspaper2"),
        ("x" * 99, "x" * 48),
    ],
)
def test_id(name: str, expected: str) -> None:
    found = ids_for([(name, URL)])[URL]
    assert found == expected and ID.fullmatch(found)


def test_an_address_that_is_known_keeps_its_id_and_nobody_gets_it() -> None:
    found = ids_for([("Desk", URL), ("Desk", "https://other.example/")], {"desk": URL})
    assert found == {URL: "desk", "https://other.example/": "desk-other-example"}


def test_one_name_and_one_host_are_told_apart_by_the_address() -> None:
    found = ids_for([("Desk", f"{URL}{n}") for n in range(3)])
    assert len(set(found.values())) == 3
    assert found == ids_for([("Desk", f"{URL}{n}") for n in (2, 0, 1)])
