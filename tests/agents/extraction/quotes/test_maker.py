from __future__ import annotations

from agents.extraction import quotes
from agents.extraction.text import Text


def test_an_edit_elsewhere_keeps_the_id_of_a_quote(cues) -> None:
    before = quotes.find(Text("“It leaks,” Roa said.", lang="en"), (), cues, "a")
    after = quotes.find(Text("Update: at noon.\n\n“It leaks,” Roa said.", lang="en"), (), cues, "a")
    other = quotes.find(Text("“It leaks,” Roa said.", lang="en"), (), cues, "b")
    assert before[0].id == after[0].id != other[0].id


def test_the_same_words_twice_have_two_ids(read) -> None:
    first, second = read("“It leaks,” Roa said.\n\n“It leaks,” Falk said.")
    assert first.id != second.id


def test_a_quote_knows_its_cue_and_its_words_between_marks(read) -> None:
    body = "Roa warned that the lock was “a trap”."
    (quote,) = read(body)
    assert quote.cue is not None
    assert (quote.cue.lemma, quote.cue.kind, body[quote.cue.start : quote.cue.end]) == ("warn", "warn", "warned")
    assert [body[a:b] for a, b in quote.verbatim] == ["a trap"]
    assert 0 < quote.confidence <= 1


def test_a_mark_that_opens_at_the_end_of_its_paragraph_is_no_verbatim_stretch(read) -> None:
    body = 'Roa said: "\n\nThe lock leaks."'
    (quote,) = read(body)
    assert [body[a:b] for a, b in quote.verbatim] == ["The lock leaks."]
