"""A report on recorded decisions."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from html import escape
from pathlib import Path

from blended_supervision.core.trail import Trail
from blended_supervision.errors import UsageError
from blended_supervision.frames.frame import ArrowStream
from blended_supervision.report import counting, csvw, of_trail, page, plans, words
from blended_supervision.report.frame import prepare, read, without_erased
from blended_supervision.report.table import Table


class Report:
    """What recorded decisions say on the three questions that the blended model is evaluated on.

    How practitioners use discretion within the principles, how technology does, and what goes with which mode; besides,
    how people with access needs fare. It describes, and says so. All is counted when the report is made; afterwards the
    source is not needed.

    Args:
        source: an open `Trail`, in which the report leaves one EXPORT; or a frame of decisions: anything with
            `__arrow_c_stream__`. Its columns are described in docs/report.md.
        by: what tables are first broken down by: "region", "team", "role", "tier", "risk", "phase", "month", "mode", or
            a column of facts such as "fact.sentence.type".
        since: the first day of decisions that are counted; None: no first day.
        until: the last day of decisions that are counted. Later records still say what came of them.
        title: the heading; None: "Blended supervision: advice, decisions and outcomes".
        suppress: whether numbers that concern fewer than five people are hidden, and what would give them away.
        teams: the team of each user in the column `who`; users that are not in it are of no known team. Teams of fewer
            than five practitioners are shown together. Without it there is a table by role.
        modes: the modes of the policy, and whether each is in person; those of the national pack unless given.
        recipients: of a trail: who gets the report, for the EXPORT; who uses the trail unless given.
        scope: of a trail: what the EXPORT says it is; "report by region, ..." with the period unless given.
        threads: of a trail: how many cores read it, 1 to 64. The report is the same.
        progress: of a trail: is told how many decisions are read, of 0, as that is not known beforehand; True shows it
            where standard error is a terminal.

    Raises:
        UsageError: the frame lacks a column, `by` is nothing to break down by, no decision falls within the period, or
            a mode is not among `modes`.

    Example:
        >>> from blended_supervision.report import Report
        >>> from blended_supervision.sample.decisions import decisions
        >>> report = Report(decisions(people=500), by="region")
        >>> report.tables["agreement-by-region"].title
        'Agreement with advice, by region'
    """

    def __init__(
        self,
        source: ArrowStream | Trail,
        by: str = "region",
        *,
        since: date | None = None,
        until: date | None = None,
        title: str | None = None,
        suppress: bool = True,
        teams: Mapping[str, str] | None = None,
        modes: Mapping[str, bool] = words.MODES,
        recipients: Sequence[str] | None = None,
        scope: str | None = None,
        threads: int = 1,
        progress: bool | Callable[[int, int], object] = False,
    ) -> None:
        for name, day in (("since", since), ("until", until)):
            if day is not None and (isinstance(day, datetime) or not isinstance(day, date)):
                raise UsageError(f"{name} is a {type(day).__name__}; give a datetime.date")
        if since is not None and until is not None and since > until:
            raise UsageError(f"since is {since}, which is after until, {until}")
        self.title = title or "Blended supervision: advice, decisions and outcomes"
        self._suppress = suppress
        if isinstance(source, Trail):
            source = of_trail.decisions(
                source,
                by,
                since=since,
                until=until,
                recipients=recipients,
                scope=scope,
                who=teams is not None,
                threads=threads,
                progress=progress,
            )
        elif recipients is not None or scope is not None:
            raise UsageError("recipients and scope are for the EXPORT of a trail; a frame has left its trail already")
        frame, erased = without_erased(source, since, until)
        prepared = prepare(read(frame), by=by, since=since, until=until, teams=teams, modes=modes)
        planned = plans.plans(prepared, by)
        made = counting.count(prepared, planned, suppress=suppress)
        self._made = list(zip(planned, made, strict=True))
        self._about = replace(prepared.about, erased=erased)

    @property
    def erased(self) -> int:
        """Decisions of the period about people who have been erased since: nothing else is known of them."""
        return self._about.erased

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The tables by their ids, such as "agreement-by-region", in the order of the page."""
        return {table.id: table for _, table in self._made}

    def html(self) -> str:
        """The report as one page of HTML, which needs no script and fetches nothing."""
        return page.page(self.title, self._about, self._made, suppressed=self._suppress)

    def to_html(self, path: str | os.PathLike[str]) -> None:
        """Writes the page to `path`, in UTF-8."""
        Path(path).write_text(self.html(), encoding="utf-8", newline="\n")

    def to_csv(self, folder: str | os.PathLike[str]) -> None:
        """Writes each table into `folder`, made if need be: `ID.csv` for Excel, and `ID.csv-metadata.json` beside it.

        The second is CSV on the Web (W3C 2015): what the table is, and the type of each column.
        """
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        about = self._about
        source = f"Recorded decisions from {about.first} to {about.last}, as known on {about.as_of}"
        for table in self.tables.values():
            csvw.write(table, target, source=source, made=about.as_of)

    def _repr_html_(self) -> str:
        entries = "".join(
            f"<li><code>{escape(table.id)}</code>: {escape(table.title)}</li>" for table in self.tables.values()
        )
        return f"<h3>{escape(self.title)}</h3><p>{escape(plans.CAUTION)}</p><ul>{entries}</ul>"
