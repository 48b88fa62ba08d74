"""A report on recorded decisions."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from blended_supervision.base.given import Language
from blended_supervision.base.words import words_in
from blended_supervision.core.policy import Policy
from blended_supervision.core.trail import Trail
from blended_supervision.errors import UsageError
from blended_supervision.frames.frame import ArrowStream
from blended_supervision.report import counting, csvw, of_trail, page, planning
from blended_supervision.report.edition import Edition
from blended_supervision.report.frame import prepare, read, without_erased
from blended_supervision.report.labels import Labels, shipped_policy
from blended_supervision.report.table import Table


class Report:
    """What recorded decisions say on the three questions that the blended model is evaluated on.

    How practitioners use discretion within the principles, how technology does, and what goes with which mode; besides,
    how people with access needs fare. It describes, and says so. All is counted when the report is made; afterwards the
    source is not needed.

    Args:
        source: An open `Trail`, in which the report leaves one EXPORT; or a frame of decisions: anything with
            `__arrow_c_stream__`. Its columns are described in docs/report.md.
        by: What tables are first broken down by: "region", "team", "role", "tier", "risk", "phase", "month", "mode", or
            a column of facts such as "fact.sentence.type".
        since: The first day of decisions that are counted; None: no first day.
        until: The last day of decisions that are counted. Later records still say what came of them.
        title: The heading; None: "Blended supervision: advice, decisions and outcomes".
        suppress: Whether numbers that concern fewer than five people are hidden, and what would give them away.
        teams: The team of each user in the column `who`; users that are not in it are of no known team. Teams of fewer
            than five practitioners are shown together. Without it there is a table by role.
        policy: The policy whose labels are shown; the shipped national pack unless given.
        modes: The modes, safest first, and whether each is in person; those of the policy unless given.
        lang: The language of the report, `"en"` or `"cy"`.
        recipients: Of a trail: who gets the report, for the EXPORT; who uses the trail unless given.
        scope: Of a trail: what the EXPORT says it is; "report by region, ..." with the period unless given.
        threads: Of a trail: how many cores read it, 1 to 64. The report is the same.
        progress: Of a trail: is told how many decisions are read, of 0, as that is not known beforehand; True shows it
            where standard error is a terminal.

    Raises:
        UsageError: The frame lacks a column, `by` is nothing to break down by, no decision falls within the period, or
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
        policy: Policy | None = None,
        modes: Mapping[str, bool] | None = None,
        lang: Language = "en",
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
        words = words_in(lang)
        labels = Labels(policy or shipped_policy(), lang)
        edition = Edition(words, labels, labels.in_person if modes is None else modes)
        self.title = title or words("report.title")
        self._words = words
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
        prepared = prepare(read(frame), edition, by=by, since=since, until=until, teams=teams)
        planned = planning.plans(prepared, words, by)
        made = counting.count(prepared, planned, words, suppress=suppress)
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
        return page.Page(self._words, self.title, self._about, self._made, self._suppress).html()

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
        source = self._words("report.source", about.first, about.last, about.as_of)
        for table in self.tables.values():
            csvw.write(table, target, source=source, made=about.as_of)

    def _repr_html_(self) -> str:
        return page.notebook(self._words, self.title, self.tables)
