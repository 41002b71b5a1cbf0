"""The triggers that begin with one word, found by what else they need: most sentences lack it.

Built by the loader of rules; read by agents/extraction/signals/match.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from agents.lexicon.outcomes import Rule
from agents.lexicon.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Trigger:
    """A compiled pattern and the rule it belongs to."""

    pattern: Pattern
    rule: Rule


class Triggers:
    """All triggers of one first word, in the order of the rules; `small` words show little and are asked for last."""

    def __init__(self, triggers: Iterable[Trigger] = (), small: AbstractSet[str] = frozenset()) -> None:
        self._all = tuple(triggers)
        self._free: list[int] = []  # those that need no other word
        self._needing: dict[str, list[tuple[int, list[frozenset[str]]]]] = defaultdict(list)
        for k, trigger in enumerate(self._all):
            if trigger.pattern.needs:
                first, *rest = sorted(trigger.pattern.needs, key=lambda need: (not small.isdisjoint(need), len(need)))
                for word in first:
                    self._needing[word].append((k, rest))
            else:
                self._free.append(k)
        self._needed = frozenset(self._needing)
        self._unbound = [self._all[k] for k in self._free]

    def __iter__(self) -> Iterator[Trigger]:
        return iter(self._all)

    def within(self, seen: AbstractSet[str]) -> list[Trigger]:
        """Give those that may hold in a sentence with these words, and classes of terms as `<name>`."""
        common = self._needed & seen
        if not common:
            return self._unbound
        places = set(self._free)
        for word in common:
            for k, rest in self._needing[word]:
                for need in rest:
                    if need.isdisjoint(seen):
                        break
                else:
                    places.add(k)
        return [self._all[k] for k in sorted(places)]
