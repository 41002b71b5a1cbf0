"""Whose report a text says it is: datelines, "according to", "reported"; not whom it merely tells of."""

from __future__ import annotations

import pytest

from agents.extraction import read
from agents.lexicon import load
from agents.relays import relays_of

LEAD = "Chad expelled two Danish envoys.\n\n"


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        ("Chad expels envoys\n\nN’DJAMENA, Jan 12 (Reuters) - Chad expelled two Danish envoys.", ("GBR:JRN:reuters",)),
        ("Chad expels envoys\n\nN’DJAMENA, November 20. /TASS/. Chad expelled two Danish envoys.", ("RUS:JRN:tass",)),
        ("Chad expels envoys\n\nBERGEN, Jan 12 (Harbour) - Chad expelled two Danish envoys.", ("harbour",)),
        (f"{LEAD}They left on Monday, according to Reuters.", ("GBR:JRN:reuters",)),
        (f"{LEAD}AFP reported that they left on Monday.", ("FRA:JRN:afp",)),
        (f"{LEAD}A diplomat told the BBC that they left.", ("GBR:JRN:bbc",)),
        (f"{LEAD}They left on Monday, the news agency Harbour Desk reports.", ("harbour desk",)),
        ("Chad expels envoys, says Harbour Desk\n\nThey left on Monday.", ("harbour desk",)),
        ("Chad expels envoys - HDW\n\nThey left on Monday.", ("hdw",)),
        (f"{LEAD}Two men shot a reporter of Reuters in the street.", ()),
        (f"{LEAD}They left on Monday.", ()),
    ],
)
def test_relays(text: str, relays: tuple[str, ...]) -> None:
    lexicon = load()
    assert relays_of(read(text, lexicon), lexicon.publishers) == relays


def test_what_is_named_far_from_the_lead_is_no_source_of_it() -> None:
    lexicon = load()
    body = LEAD + "The row began last year over fish. It went on for months and nobody gave in. " * 20
    assert relays_of(read(f"{body}\n\nIn 2019, Reuters reported, it was settled.", lexicon), lexicon.publishers) == ()
