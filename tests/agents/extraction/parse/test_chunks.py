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
        ("a/DT more/RBR “/`` general/JJ ”/'' pause/NN", ["a more “ general ” pause"]),
        ("the/DT king/NN today/NN", ["the king", "today"]),
        ("in/IN 1995/CD Lima/NNP", ["1995", "lima"]),
        ("the/DT junta/NN one/CD week/NN", ["the junta", "one week"]),
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
    ("tagged", "time"),
    [
        ("last/JJ week/NN", True),
        ("Monday/NNP", True),
        ("2014/CD", True),
        ("the/DT treaty/NN", False),
        ("May/NNP 5/CD", True),
    ],
)
def test_times_are_told_from_parties(tagged: str, time: bool) -> None:
    chunk = sentence(tagged).chunk_at[0]
    assert chunk is not None
    assert chunk.is_time == time
