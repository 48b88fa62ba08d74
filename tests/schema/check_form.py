#!/usr/bin/env python3
"""Checks forms against their schema: JSON lines on standard input, as `advise --form` writes them.

Besides what the schema can say, no id stands twice on one page, and the answers that a form posts
are JSON objects of true, false, numbers and texts. Ends as check_advice.py does.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from check_advice import check_lines


def ids_of(form: dict[str, Any]) -> Iterator[str]:
    """Every id that a page would have."""
    for question in (form["ask"] or {"questions": []})["questions"]:
        yield from (option["id"] for option in question["options"])
        if question["number"]:
            yield question["id"]
    yield from (tick["id"] for tick in (form["safeguards"] or {"must": []})["must"])
    yield from (code["id"] for code in form["reason"]["codes"])


def wrong_form(form: dict[str, Any]) -> Iterator[str]:
    for name, times in Counter(ids_of(form)).items():
        if times > 1:
            yield f"id {name} stands {times} times"
    for question in (form["ask"] or {"questions": []})["questions"]:
        for value in (option["value"] for option in question["options"] if option["value"]):
            answer = json.loads(value)
            if not isinstance(answer, dict) or not all(
                isinstance(given, bool | int | str) for given in answer.values()
            ):
                yield f"{value} is not an answer"


if __name__ == "__main__":
    sys.exit(check_lines("form.schema.json", wrong_form))
