"""What came of a poll, in one word from a closed list: for `feeds status`, metrics and the events of coverage.

Called by `poll.py`; pure.
"""

from __future__ import annotations

import re

from streams.feeds.fetch import Answer
from streams.feeds.rows import Document

# Of a poll that brought a document:
#   new, revised, nothing-new   entries were published first, again, or not at all
#   no-entries, index-empty     it holds none; an index of sitemaps led to none
# Of one that brought none:
#   unchanged, same-bytes       the server says so, or it sent the same again
#   gone, status-404 ...        HTTP's word
#   dns, connection, tls, timeout, url, forbidden, redirects, encoding, too-large, http, stuck    nothing came through
#   html, challenge, not-a-feed, empty, broken-json, entity-bomb, memory, crash   it was no feed, or must not be read
_STATUS = re.compile(r"status: (\d{3})")
_REFUSED = re.compile(r"document (?:refused: )?([\w-]+)")


def verdict_of(answer: Answer, document: Document | None, new: int, revised: int) -> str:
    """Name what came of a poll; `new` and `revised` are the entries published."""
    if answer.outcome == "error":
        return _failure(answer.error)
    if answer.outcome == "gone":
        return "gone"
    if document is None:
        return "unchanged" if answer.status == 304 else "same-bytes"
    if not document.rows:
        return "index-empty" if document.leads else "no-entries"
    return "new" if new else "revised" if revised else "nothing-new"


def _failure(error: str) -> str:
    status = _STATUS.match(error)
    if status:
        return f"status-{status[1]}"
    refused = _REFUSED.match(error)
    return refused[1] if refused else error.partition(":")[0][:32] or "http"
