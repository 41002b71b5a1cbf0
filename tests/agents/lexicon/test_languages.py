"""The word sets of `languages.toml`: lower case, and no full stop both ends and never ends a sentence."""

from agents.lexicon import languages


def test_sets_are_clean() -> None:
    assert {"en", "de", "fr", "es", "uk", "ru"} <= set(languages.STOP_WORDS)
    assert all(word == word.lower() for words in languages.STOP_WORDS.values() for word in words)
    assert not languages.NEVER_ENDS & languages.MAY_END
    assert all(word[0].isupper() for word in languages.STARTERS)
