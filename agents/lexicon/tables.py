"""Reads one tab-separated table of the lexicon, row by row, and refuses what does not fit its columns.

Called by whatever reads a table of the lexicon; knows nothing of what the columns mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agents.lexicon.errors import LexiconError


def rows(path: Path, columns: str) -> Iterator[list[str]]:
    """Give the cells of every row in the order of `columns` (words parted by spaces); none when there is no file.

    `#` begins a comment line; the first other line must name the columns.  Raises `LexiconError` on another
    header, on a row with too many or too few cells, and on a row whose first cell is empty.
    """
    if not path.exists():
        return
    wanted = columns.split()
    width = 0
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\r\n").split("\t")
            if not width:
                if cells != wanted:
                    raise LexiconError(path, f"row {number}", f"must name the columns: {' '.join(wanted)}")
                width = len(cells)
                continue
            if len(cells) != width or not cells[0]:
                raise LexiconError(
                    path, f"row {number}", f"{len(cells)} cells beginning with {cells[0]!r}, should be {width}"
                )
            yield cells


def many(cell: str) -> list[str]:
    """Split a cell of several values, parted by `;`."""
    return [value for part in cell.split(";") if (value := part.strip())] if cell else []
