#!/usr/bin/env python3
"""Checks reports of `mapping check --json` against their schema: JSON lines on standard input.

Besides what the schema can say, the totals are those of the payloads. Ends as check_advice.py does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from check_advice import check_lines


def wrong_report(report: dict[str, Any]) -> Iterator[str]:
    payloads, totals = report["payloads"], report["totals"]
    refused = sum(payload["error"] is not None for payload in payloads)
    if (totals["payloads"], totals["refused"]) != (len(payloads), refused):
        yield "the totals do not count the payloads"
    for key in ("leaves", "read"):
        if totals[key] != sum(payload.get(key, 0) for payload in payloads):
            yield f"the totals have another number for {key}"
    for payload in payloads:
        unread = sum(place["leaves"] for place in payload.get("unread", []))
        if payload.get("leaves", 0) - payload.get("read", 0) != unread:
            yield f"{payload['name']}: leaves that are not read are not listed"


if __name__ == "__main__":
    sys.exit(check_lines("mapping_check.schema.json", wrong_report))
