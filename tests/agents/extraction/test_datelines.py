"""Datelines: the shapes that wires use, and what only looks like one."""

import pytest

from agents.extraction import datelines, read
from agents.lexicon import load


def cut(body: str) -> str:
    return body[: datelines.end_of(body, 0, len(body))].strip()


@pytest.mark.parametrize(
    "dateline",
    [
        "BRUSSELS, Nov 20 (Reuters) -",
        "BEIJING, Nov. 20 (Xinhua) --",
        "MOSCOW, November 20. /TASS/.",
        "MOSCOW. Nov 20 (Interfax) -",
        "NAIROBI, Kenya (AP) —",
        "Berlin/Brüssel (dpa) -",
        "WASHINGTON/BEIJING, Nov 20, 2026 (Reuters) -",
        "NEW DELHI, Nov 20 (PTI)",
        "BERLIN, 20. November (dpa) –",
        "PORT-AU-PRINCE, Haiti —",
        "KYIV -",
        "(Reuters) -",
        "By Jane Doe BRUSSELS (Reuters) -",
    ],
)
def test_datelines(dateline: str) -> None:
    assert cut(f"{dateline} The talks failed.") == dateline


@pytest.mark.parametrize(
    "text",
    [
        "Brussels – the capital of Belgium – was quiet.",
        "Emmanuel Macron, the president, left.",
        "The EU (27 states) - all but one - agreed.",
        "In Paris (France) the talks failed.",
        "Kyiv said - again - no.",
        "BRUSSELS, accusing Moscow of delay, walked out.",
        "KYIV -",
        "",
    ],
)
def test_others(text: str) -> None:
    assert cut(text) == ""


@pytest.mark.parametrize("agency", ["Reuters", "AP", "Xinhua"])
def test_nobody_in_a_dateline_takes_part(agency: str) -> None:
    text = f"BRUSSELS, Nov 20 ({agency}) - The EU imposed sanctions on two banks in Kyrgyzstan, accusing them of fraud."
    reading = read(text, load())
    sanctions = next(s for s in reading.signals if s.signal == "sanctions_imposed")
    assert sanctions.source is not None
    assert (sanctions.source.actor_id, sanctions.target and sanctions.target.actor_id) == ("IGO:eu", "KGZ")
    begin = text.index("The EU")
    parties = [p for s in reading.signals for p in (s.source, s.target) if p is not None]
    assert all(p.start >= begin for p in [*parties, *(q.speaker for q in reading.quotes if q.speaker is not None)])
    assert "Nov" not in {e.text for e in reading.entities}
