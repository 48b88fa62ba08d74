"""How many decisions and promises there are in a cell, and how many people they concern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from blended_supervision.report.frame import Prepared
from blended_supervision.report.suppression import THRESHOLD


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are in a cell, and whether they concern enough people to be shown."""

    count: int
    small: bool


NOTHING: Final = Tally(0, small=False)


class Counter:
    """Counts decisions, and the people whom small counts concern."""

    def __init__(self, prepared: Prepared) -> None:
        self._data = prepared.data
        # A cell of more decisions than the busiest four people have together concerns at least five.
        most = prepared.data.group_by("case").len()["len"].max()
        assert isinstance(most, int)
        self._surely_enough = most * (THRESHOLD - 1)
        self._done: dict[tuple[object, ...], dict[tuple[str, ...], Tally]] = {}

    def decisions(self, dimensions: Sequence[str], base: Sequence[tuple[str, str]]) -> Mapping[tuple[str, ...], Tally]:
        """For each combination of values that occurs, how many decisions there are."""
        asked = (tuple(dimensions), tuple(sorted(base)))
        if asked not in self._done:
            self._done[asked] = self._count(dimensions, base)
        return self._done[asked]

    def _count(self, dimensions: Sequence[str], base: Sequence[tuple[str, str]]) -> dict[tuple[str, ...], Tally]:
        columns = list(dict.fromkeys([*dimensions, *(dimension for dimension, _ in base)]))
        data = self._data.select("case", *columns)
        for dimension, value in base:
            data = data.filter(pl.col(dimension).cast(pl.String) == value)
        if not dimensions:
            size = data.height
            few = size <= self._surely_enough and data["case"].n_unique() < THRESHOLD
            return {(): Tally(size, small=size > 0 and few)}
        counts = data.group_by(dimensions).len()
        doubtful = counts.filter(pl.col("len") <= self._surely_enough)
        few_people: set[tuple[str, ...]] = set()
        if doubtful.height:
            people = (
                data.join(doubtful, on=list(dimensions), how="semi").group_by(dimensions).agg(pl.col("case").n_unique())
            )
            few_people = {
                tuple(row)
                for row in people.filter(pl.col("case") < THRESHOLD).drop("case").select(dimensions).iter_rows()
            }
        return {
            tuple(values): Tally(size, small=tuple(values) in few_people)
            for *values, size in counts.select(*dimensions, "len").iter_rows()
        }

    def promises(self, dimensions: Sequence[str]) -> Mapping[tuple[str, ...], Mapping[str, Tally]]:
        """Promised mitigations: how many were kept, are open, are overdue, and under the empty name all."""
        parts = {
            "kept": pl.col("promised_done"),
            "overdue": pl.col("promised_overdue"),
            "open": pl.col("promised") - pl.col("promised_done") - pl.col("promised_overdue"),
            "": pl.col("promised"),
        }
        data = self._data.filter(pl.col("promised") > 0).select("case", *dimensions, **parts)
        grouped = data.group_by(dimensions) if dimensions else data.group_by(pl.lit(0).alias("all"))
        sums = grouped.agg(
            *(pl.col(name).sum() for name in parts),
            *(pl.col("case").filter(pl.col(name) > 0).n_unique().alias(f"people {name}") for name in parts),
        )
        return {
            tuple(row[dimension] for dimension in dimensions): {
                name: Tally(row[name], small=0 < row[f"people {name}"] < THRESHOLD) for name in parts
            }
            for row in sums.iter_rows(named=True)
        }
