"""Words of an article as they are shown: what a limit cut short ends with a whole word and an ellipsis.

Called by the terminal, the page and the notices.  Records keep the bare words, so that their spans stay true.
"""

from __future__ import annotations

from agents.limits import QUOTE_CHARS, REPORT_CHARS
from agents.records import Evidence, Report, Utterance


def sentence_of(kept: Evidence | Report) -> str:
    """Give the sentence that an alert or an incident stands on."""
    return _shown(kept.sentence, kept.end - kept.start, REPORT_CHARS)


def words_of(said: Utterance) -> str:
    """Give the words of an utterance."""
    return _shown(said.text, said.end - said.start, QUOTE_CHARS)


def _shown(text: str, span: int, most: int) -> str:
    if len(text) < most or span <= most:
        return text
    return (text.rpartition(" ")[0] or text).rstrip(" ,;:–—") + " …"
