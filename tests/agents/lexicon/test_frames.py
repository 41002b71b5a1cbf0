from __future__ import annotations

import pytest

from agents.lexicon import FOLDER
from agents.lexicon.cues import Cues
from agents.lexicon.frames import frames

CUES = Cues.load(FOLDER)


@pytest.mark.parametrize("lang", [*CUES.languages])
def test_every_frame_says_what_was_said_and_whose_words_it_is(lang: str) -> None:
    of = frames(CUES.languages[lang], "tokens")
    for frame in (*of.all("frame"), *of.all("source"), *of.all("free")):
        assert {"said", "more"} & set(frame.pattern.groupindex) and frame.name and frame.via
    assert all("who" in frame.pattern.groupindex for frame in of.all("subject"))


def test_a_phrase_of_several_words_names_a_source() -> None:
    of = frames(CUES.languages["ru"], "tokens")
    row = of.rows.row([("w", "по"), ("w", "словам"), ("C", "крума"), ("p", ","), ("w", "порт"), ("w", "закрыт")])
    found = of.all("source")[0].pattern.search(row)
    assert found is not None and found.span("who") == (2, 3)
