"""`The minister`: the last person named with that office, or nobody."""

import pytest

from agents.extraction import definites
from agents.records import Entity

BODY = "Ann Bee spoke. Cec Dee left. {}"
BEE = Entity(start=0, end=7, text="Ann Bee", type="PER", name="Ann Bee", actor_id="AAA:GOV:mfa")
DEE = Entity(start=15, end=22, text="Cec Dee", type="PER", name="Cec Dee", actor_id="BBB:GOV")
EFF = Entity(start=15, end=22, text="Cec Dee", type="PER", name="Cec Dee")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The minister was late.", "Ann Bee"),
        ("Then the foreign minister left.", "Ann Bee"),
        ("The president was late.", "Cec Dee"),
        ("The chancellor was late.", None),
        ("The president of Chile was late.", None),
        ("The minister-in-waiting was late.", None),
        ("A minister was late.", None),
    ],
)
def test_find(sentence: str, name: str | None) -> None:
    body = BODY.format(sentence)
    found = definites.find(body, [(BEE, "foreign minister"), (DEE, "president")])
    assert [e.name for e in found] == ([name] if name else [])
    assert all(body[e.start : e.end] == e.text and e.subtype == "nominal" for e in found)


def test_nobody_known_nobody_meant() -> None:
    assert definites.find(BODY.format("The president left."), [(EFF, "president")]) == []
    assert definites.find("The president left.", []) == []
