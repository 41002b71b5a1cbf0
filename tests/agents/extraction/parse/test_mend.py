"""Tags that names and the table of verb forms settle, and tags that they leave alone."""

from __future__ import annotations

import pytest

from agents.extraction.parse.mend import mended, with_names
from agents.extraction.words import words_of
from tests.support.parsed import cut, grammar


def mend(tagged: str) -> str:
    words, tags = cut(tagged)
    return " ".join(mended([word.lower() for word in words], tags, grammar()))


@pytest.mark.parametrize(
    ("tagged", "word", "tag"),
    [
        ("The/DT teachers/NNS '/'' union/NN left/VBD ./.", "'", "POS"),
        ("Peru/NNP without/IN warning/VBG halted/JJ sales/NNS ./.", "halted", "VBD"),
        ("Oslo/NNP froze/VB the/DT assets/NNS ./.", "froze", "VBD"),
        ("Chad/NNP cut/NN its/PRP$ aid/NN ./.", "cut", "VBD"),
        ("Chad/NNP cut/NN off/RP gas/NN ./.", "cut", "VBD"),
        ("Chad/NNP ,/, which/WDT waited/VBD ,/, halted/VBN sales/NNS ./.", "halted", "VBD"),
        ("Chad/NNP will/MD mass/JJ troops/NNS ./.", "mass", "VB"),
        ("Rome/NNP demands/NNS that/IN Oslo/NNP pay/VBP ./.", "demands", "VBZ"),
        ("Forty/CD men/NNS halted/VBN in/IN Lima/NNP ,/, witnesses/NNS said/VBD ./.", "halted", "VBD"),
        ("Men/NNS waved/VBN today/NN unless/IN Chad/NNP left/VBD ./.", "waved", "VBD"),
        ("Karen/VB men/NNS left/VBD ./.", "Karen", "JJ"),
        ("Chad/NNP demanded/VBD that/IN Mali/NNP forsake/VBD its/PRP$ fleet/NN ./.", "forsake", "VB"),
        ("Chad/NNP ,/, like/IN Mali/NNP ,/, plans/NNS to/TO leave/VB ./.", "plans", "VBZ"),
        ("Forty/CD tanks/NNS halted/VBN in/IN Chad/NNP ./.", "halted", "VBD"),
        ("Chad/NNP and/CC Niger/NNP Sign/NN Treaty/NN", "Sign", "VBP"),
        ("Rebels/NNS in/IN Mali/NNP Quit/NNP Peace/NN Talks/VBZ", "Quit", "VBP"),
        ("Rebels/NNS Quit/NNP Oslo/NNP Talks/VBZ", "Talks", "NNS"),
        ("Mayor/NN Kidnapped/VBD ,/, Killed/VBN", "Kidnapped", "VBN"),
        ("Navy/NN Bombs/NNS Port/NN", "Bombs", "VBZ"),
        ("Chad/NNP to/IN expel/VB envoy/NN", "to", "TO"),
        ("Peace/NN talks/VBZ collapse/NN in/IN Lima/NNP", "collapse", "VBP"),
        ("Chad/NNP -/HYPH Niger/NNP talks/VBZ stall/NN over/IN gas/NN", "talks", "NNS"),
        ("Aid/NN hopes/VBZ lift/VBP peso/NN", "hopes", "NNS"),
        ("Dozens/NNS killed/VBN as/IN Chad/NNP bombs/NNS Diffa/NNP camp/NN", "bombs", "VBZ"),
    ],
)
def test_a_tag_is_mended(tagged: str, word: str, tag: str) -> None:
    words, _ = cut(tagged)
    assert mend(tagged).split()[words.index(word)] == tag


@pytest.mark.parametrize(
    "tagged",
    [
        "The/DT tax/NN cut/NN helped/VBD them/PRP ./.",
        "Envoy/NN expelled/VBN over/IN spying/NN",
        "The/DT man/NN detained/VBN on/IN Friday/NNP left/VBD ./.",
        "They/PRP went/VBD to/IN bank/NN talks/NNS ./.",
        "She/PRP talks/VBZ in/IN Oslo/NNP ./.",
    ],
)
def test_what_may_be_either_stays(tagged: str) -> None:
    _, tags = cut(tagged)
    assert mend(tagged).split() == tags


def test_a_name_is_a_name() -> None:
    found = words_of("Oslo now regards it as done.")
    tags = with_names(found, ["UH", "RB", "VBZ", "PRP", "IN", "VBN", "."], [(0, 4)])
    assert tags[:3] == ["NNP", "RB", "VBZ"]
    assert with_names(found, ["UH"] * 7, []) == ["UH"] * 7
