"""Ids without clock or chance, so that a replay gives every record the id it had before.

An article is known by its canonical URL (else by feed and guid), a revision by what it says, a finding by
revision, rule and span.  Called by whoever makes a record; knows nothing of how a record is stored.
"""

from __future__ import annotations

from hashlib import blake2b

from agents.locations import canonical_url


def digest(*parts: str) -> str:
    """Hash the parts, kept apart from each other, to 24 hexadecimal digits (96 bits)."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def article_id(url: str, feed_id: str, guid: str) -> str:
    """Name an article by its canonical URL, else by its feed and guid."""
    return digest("url", canonical_url(url)) if url.strip() else digest("guid", feed_id, guid)


def revision_id(article: str, title: str, text: str) -> str:
    """Name one wording of an article; white space does not make a new one."""
    return digest(article, " ".join(title.split()), " ".join(text.split()))


def finding_id(revision: str, rule: str, start: int, end: int) -> str:
    """Name a finding by the revision it was read in, the rule that made it and its span."""
    return digest(revision, rule, str(start), str(end))


# Sectors that act for their state; rebels, parties and companies act for themselves.
_STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})


def root_actor(actor_id: str) -> str:
    """Give the actor whose line it is: `RUS:GOV:mfa` -> `RUS`, but `LBN:REB:hezbollah` and `IGO:un` stay themselves."""
    parts = actor_id.split(":")
    if len(parts) >= 2 and len(parts[0]) == 3 and parts[0].isupper() and parts[1] in _STATE_SECTORS:
        return parts[0]
    return actor_id


# A step against a state's companies, civilians or newspapers, as a group without a name, is aimed at the state.
_PEOPLE_SECTORS = frozenset({"AGR", "BUS", "CVL", "EDU", "JRN", "LAB", "MED", "REF", "REL", "SOC"})


def root_target(actor_id: str) -> str:
    """Give the actor that a step is aimed at: as `root_actor`, and `RUS:BUS` ("Russian banks") -> `RUS`."""
    parts = actor_id.split(":")
    return parts[0] if len(parts) == 2 and parts[1] in _PEOPLE_SECTORS else root_actor(actor_id)
