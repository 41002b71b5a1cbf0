"""Penn tags by what they have in common: the one place for the sets that more than one module asks for.

Asked by `parse` and by who reads its tags.  It knows tags and no words.
"""

from __future__ import annotations

COMMON = frozenset({"NN", "NNS"})
NAMES = frozenset({"NNP", "NNPS"})
NOUNS = COMMON | NAMES
PLURAL = frozenset({"NNS", "NNPS"})
FINITE = frozenset({"MD", "VBD", "VBZ", "VBP"})
VERBS = FINITE | {"VB", "VBG", "VBN"}
ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
PARTICIPLES = frozenset({"VBN", "VBG"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
MARKS = frozenset({"``", "''"})  # of quotations
