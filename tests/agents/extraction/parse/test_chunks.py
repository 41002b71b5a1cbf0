import pytest
from parsed import sentence

from agents.extraction.parse.chunks import Chunk


def chunks(tagged: str) -> list[str]:
    parsed = sentence(tagged)
    seen: list[Chunk] = [item.chunk for item in parsed.items if item.chunk is not None]
    return [" ".join(parsed.words[c.first : c.last + 1]) for c in seen]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("Chad/NNP 's/POS foreign/JJ minister/NN Ali/NNP Baba/NNP", ["chad 's foreign minister ali baba"]),
        ("a/DT long/JJ ,/, hard/JJ war/NN", ["a long , hard war"]),
        ("trade/NN ministers/NNS and/CC envoys/NNS", ["trade ministers", "envoys"]),
        ("he/PRP himself/PRP", ["he", "himself"]),
        ("many/JJ of/IN them/PRP", ["many", "them"]),
        (
            "a/DT once/RB -/HYPH in/IN -/HYPH a/DT -/HYPH generation/NN chance/NN",
            ["a once - in - a - generation chance"],
        ),
        ("a/DT more/RBR “/`` general/JJ ”/'' pause/NN", ["a more “ general ” pause"]),
        ("nearly/RB 40/CD men/NNS", ["nearly 40 men"]),
        ("Monday/NNP Lima/NNP", ["monday", "lima"]),
        ("the/DT party/NN responsible/JJ for/IN it/PRP", ["the party", "it"]),
        ("ready/JJ", []),
    ],
)
def test_a_chunk_ends_with_its_head(tagged: str, expected: list[str]) -> None:
    assert chunks(tagged) == expected


def test_the_owner_stands_before_its_mark() -> None:
    parsed = sentence("Chad/NNP 's/POS envoy/NN")
    chunk = parsed.chunk_at[2]
    assert chunk is not None
    assert (chunk.owner, chunk.head) == ((0, 0), 2)


@pytest.mark.parametrize(
    ("tagged", "time", "date"),
    [
        ("last/JJ week/NN", True, False),
        ("Monday/NNP", True, True),
        ("2014/CD", True, False),
        ("the/DT treaty/NN", False, False),
        ("May/NNP 5/CD", True, True),
    ],
)
def test_times_are_told_from_parties(tagged: str, time: bool, date: bool) -> None:
    chunk = sentence(tagged).chunk_at[0]
    assert chunk is not None
    assert (chunk.is_time, chunk.is_date) == (time, date)
