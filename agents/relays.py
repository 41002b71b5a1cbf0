"""Whose report an article says it is: agencies and outlets of its datelines, and those that its lead names as source.

Called by `agents.reader`.  Reports that have their words from one agency are one source, whoever prints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.extraction import Reading, lead_end
from agents.lexicon.publishers import Publishers
from agents.limits import RELAYS

_AROUND = 24  # characters beside a name in which the words stand that make it a source
_BRACKETED = re.compile(r"\(([A-Za-z][\w ./&-]{1,30})\)|/([A-Z][\w. -]{1,20})/")
_TELLER = re.compile(r"(?:,\s+(?:says|reports)|\s[-–—])\s+((?:[A-Z][\w&.]*\s*){1,4})$")
_DATELINES = 3  # sentences at the head among which a dateline stands
_AGENCY = "agency"


def relays_of(reading: Reading, publishers: Publishers) -> tuple[str, ...]:
    """Give the families whose report the text is by its own words, in the order named."""
    named = (*_of_datelines(reading, publishers), *_of_title(reading, publishers), *_of_lead(reading, publishers))
    found = dict.fromkeys([*named, *_called(reading, publishers)])
    return tuple(family for family in found if family)[:RELAYS]


def _of_datelines(reading: Reading, publishers: Publishers) -> Iterator[str]:
    text = reading.text
    for index in range(min(_DATELINES, len(text.sentences))):
        if text.is_dateline(index):
            for agency, slashed in _BRACKETED.findall(text.body[slice(*text.sentences[index])]):
                yield publishers.family(agency or slashed, "")


def _of_title(reading: Reading, publishers: Publishers) -> Iterator[str]:
    """Give whom a title names at its end as who says so: "..., says Harbour Desk", "... - CPS"."""
    start, end = reading.text.sentences[0] if reading.text.sentences else (0, 0)
    if (teller := _TELLER.search(reading.text.body[start:end].strip())) is not None:
        yield publishers.family(teller[1], "")


def _called(reading: Reading, publishers: Publishers) -> Iterator[str]:
    for name in publishers.called.findall(reading.text.body[: lead_end(reading.text)]):
        yield publishers.family(name, "")


def _of_lead(reading: Reading, publishers: Publishers) -> Iterator[str]:
    body, end = reading.text.body, lead_end(reading.text)
    for entity in reading.entities:
        if entity.start >= end:
            return
        outlet = publishers.outlet_of(entity.actor_id, entity.text)
        is_agency = entity.type == "ORG" and entity.text.lower().endswith(_AGENCY) and entity.actor_id is None
        if not outlet and not is_agency:
            continue
        before, after = body[max(0, entity.start - _AROUND) : entity.start], body[entity.end : entity.end + _AROUND]
        if publishers.before.search(before) or publishers.after.match(after):
            yield outlet or publishers.family(entity.text, "")
