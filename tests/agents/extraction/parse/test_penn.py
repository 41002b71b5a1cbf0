from agents.extraction.parse.penn import COMMON, NAMES, NOUNS, PLURAL


def test_nouns_are_common_ones_and_names() -> None:
    assert COMMON | NAMES == NOUNS
    assert len(PLURAL & COMMON) == len(PLURAL & NAMES) == 1
