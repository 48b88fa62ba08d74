"""What a mapping makes of payloads, for those who write it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from blended_supervision.errors import Problem

if TYPE_CHECKING:
    import polars as pl

_COLUMNS = ("payload", "kind", "name", "value", "at")


class MappingCheck:
    """What `Mapping.check` found. The report is that of plugin/docs/mapping_check.md."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def report(self) -> dict[str, Any]:
        """All of it, as a dict."""
        report: dict[str, Any] = json.loads(self._text)
        return report

    @property
    def faults(self) -> list[Problem]:
        """What in the mapping does not fit the policies. With a fault no payload is advised on."""
        return [Problem(fault["where"], fault["what"]) for fault in self.report["faults"]]

    def to_polars(self) -> pl.DataFrame:
        """A row for each part, fact, unread place and so on of each payload.

        The columns are texts: `payload`, its name; `kind`, one of `part`, `fact`, `conflict`, `unmapped`, `failed`,
        `unread` and `error`; `name`, of the part, fact or code table; `value`, a part's state, a fact's value as JSON
        (null: not known), the text that was not understood, the number of leaves, or what is wrong; `at`, where.

        Example:
            >>> from datetime import date
            >>> from blended_supervision import Mapping, Policy
            >>> policy = Policy.load("england-wales", as_of=date(2026, 11, 23))
            >>> check = Mapping.load("ledger").check(policy, [{"rosh_code": 3, "rosh_cod": 2}])
            >>> check.to_polars().filter(kind="unread")["at"].to_list()
            ['/rosh_cod']
        """
        from blended_supervision.base.polars import pl  # comes with [report] alone

        rows = [row for payload in self.report["payloads"] for row in _rows_of(payload)]
        return pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String), orient="row")

    def __repr__(self) -> str:
        totals = self.report["totals"]
        return (
            f"MappingCheck(payloads={totals['payloads']}, refused={totals['refused']}, "
            f"read={totals['read']} of {totals['leaves']} leaves)"
        )


def _rows_of(payload: dict[str, Any]) -> Iterator[tuple[str, str, str | None, str | None, str | None]]:
    name = payload["name"]
    for part in payload.get("parts", []):
        yield name, "part", part["part"], part["state"], part["at"]
    for fact in payload.get("facts", []):
        yield name, "fact", fact["fact"], _as_text(fact["value"]), fact["from"]
    for conflict in payload.get("conflicts", []):
        for source in conflict["sources"]:
            yield name, "conflict", conflict["fact"], _as_text(source["value"]), source["from"]
    for value in payload.get("unmapped", []):
        yield name, "unmapped", value["table"], value["value"], value["at"]
    for more in payload.get("unmapped_more", []):
        yield name, "unmapped", more["table"], f"{more['values']} more", None
    for failed in payload.get("failed", []):
        yield name, "failed", failed["part"], None, failed["at"]
    for unread in payload.get("unread", []):
        yield name, "unread", None, str(unread["leaves"]), unread["at"]
    for error in payload["error"] or []:
        yield name, "error", None, error["what"], error["where"]


def _as_text(value: object) -> str | None:
    return None if value is None else json.dumps(value)
