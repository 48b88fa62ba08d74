"""Tables as CSV that Excel opens well, each with a description of its columns (CSV on the Web, W3C 2015).

UTF-8 with a byte order mark, without which Excel reads another encoding, and lines that end in CR LF, as RFC 4180 has
them and Excel writes them; the description says so to other readers.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from blended_supervision.report.table import Mark, Table

_CONTEXT: Final = "http://www.w3.org/ns/csvw"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: Table) -> bytes:
    """The table as CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.shown.columns)
    for row in table.shown.iter_rows():
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def metadata(table: Table, *, source: str, made: date) -> dict[str, object]:
    """The description: what the table is, and name, type and marks of each column.

    Args:
        table: The table.
        source: What it was made from, in words.
        made: The last day that the frame knows of.
    """
    marks = [mark.value for mark in Mark]
    columns: list[dict[str, object]] = []
    for at, (title, kind) in enumerate(table.frame.schema.items(), start=1):
        column: dict[str, object] = {"name": f"column_{at}", "titles": title}
        if at <= len(table.heads):
            column |= {"datatype": "string", "required": True}
        else:
            column |= {"datatype": "integer" if kind == pl.Int64 else "decimal", "null": marks}
        columns.append(column)
    return {
        "@context": [_CONTEXT, {"@language": table.words.language}],
        "url": f"{table.id}.csv",
        "dc:title": table.title,
        "dc:description": " ".join((*table.notes, table.words("table.marks"))),
        "dc:source": source,
        "dc:date": made.isoformat(),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True, "delimiter": ","},
        "tableSchema": {"columns": columns, "rowTitles": [f"column_{at + 1}" for at in range(len(table.heads))]},
    }


def write(table: Table, folder: Path, *, source: str, made: date) -> None:
    """Writes `ID.csv` and `ID.csv-metadata.json`, the name under which readers look for it, into `folder`."""
    (folder / f"{table.id}.csv").write_bytes(csv_bytes(table))
    text = json.dumps(metadata(table, source=source, made=made), ensure_ascii=False, indent=2)
    (folder / f"{table.id}.csv-metadata.json").write_text(text + "\n", encoding="utf-8", newline="\n")
