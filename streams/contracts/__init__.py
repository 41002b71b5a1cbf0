"""What others build on, written down from the code: schemas, AsyncAPI, the tables of the operator's book.

Called by `demarche contracts`; the files are committed, and a test holds them against the code.  Writes nothing.
"""

from __future__ import annotations

from pathlib import Path

import orjson

from streams.contracts.asyncapi import asyncapi
from streams.contracts.schemas import record_schemas
from streams.contracts.tables import with_tables

BOOK = "README.md"


def files(folder: Path, commands: list[tuple[str, str]]) -> dict[Path, str]:
    """Give every contract file under `folder` with the text it should have; the book keeps its prose.

    `commands` are name and meaning of each command.  Raises OSError where the book cannot be read, ValueError where
    it lacks the place of a table.
    """
    schemas = {f"schemas/{name}.json": schema for name, schema in record_schemas().items()}
    documents = schemas | {"schemas/asyncapi.json": asyncapi()}
    texts = {folder / name: _json(document) for name, document in documents.items()}
    book = folder / BOOK
    return texts | {book: with_tables(book.read_text(encoding="utf-8"), commands)}


def _json(document: dict[str, object]) -> str:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
