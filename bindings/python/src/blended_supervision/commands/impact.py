"""`impact`: what a new policy would change for a caseload."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import blended_supervision as bs
from blended_supervision.commands.exits import Exit
from blended_supervision.commands.files import ending_in, see_that_they_can_be_written
from blended_supervision.commands.packs import add_language, add_other, add_packs, compared

if TYPE_CHECKING:
    import polars as pl

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_FRAME = ending_in(".parquet", ".csv", ".arrow")


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "impact",
        help="what a new policy would change for a caseload",
        description="Advises on every case by both policies and prints for how many something changes, from which mode "
        "to which, and by which rules. A back-test: nothing is recorded. Ends with 0 whether anything changes or not.",
        allow_abbrev=False,
    )
    add_packs(parser)
    add_other(parser)
    parser.add_argument(
        "--cases",
        metavar="FILE",
        type=_FRAME,
        required=True,
        help="a column a fact, a row a case: .parquet, .csv, or .arrow (IPC file); empty is unknown",
    )
    parser.add_argument(
        "--group", metavar="COLUMN", action="append", default=[], help="break the numbers down; may be repeated"
    )
    parser.add_argument(
        "--keep", metavar="COLUMN", action="append", default=[], help="a column that is not a fact; may be repeated"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="write a page of HTML too")
    add_language(parser)
    parser.add_argument(
        "--frame", metavar="FILE", type=_FRAME, help="write what changes for each case: .parquet, .csv or .arrow"
    )
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> Exit:
    see_that_they_can_be_written(given.out, given.frame)
    change = compared(given)
    impact = change.impact(_read(given.cases), by=given.group, keep=given.keep, progress=True)
    print(impact.text(given.lang))
    if given.out:
        impact.to_html(given.out, given.lang)
    if given.frame:
        _write(impact.frame, given.frame)
    return Exit.DONE


def _read(path: Path) -> pl.DataFrame:
    from blended_supervision.base.polars import pl

    ending = path.suffix.lower()
    try:
        with path.open("rb") as file:
            if ending == ".csv":
                # As text: which of it is a flag or a count the policy says, and a code such as 007 stays as it is.
                return pl.read_csv(file, infer_schema=False)
            return pl.read_parquet(file) if ending == ".parquet" else pl.read_ipc(file)
    except pl.exceptions.PolarsError as fault:
        what = str(fault).partition("\n")[0]  # then come arguments of polars, which nobody can give here
        raise bs.PayloadError(f"{path}: the cases cannot be read: {what}") from None


def _write(frame: pl.DataFrame, path: Path) -> None:
    from blended_supervision.base.polars import pl

    ending = path.suffix.lower()
    with path.open("wb") as file:
        if ending == ".csv":
            frame.with_columns(pl.col("changes", "rules").list.join("; ")).write_csv(file)
        elif ending == ".parquet":
            frame.write_parquet(file)
        else:
            frame.write_ipc(file)
