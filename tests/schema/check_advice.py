#!/usr/bin/env python3
"""Checks advice against its schema: JSON lines on standard input, one advice each.

    BSUP_ADVICE_LINES=lines build/tests/bsup_advice_tests --gtest_filter='AdviceJson.*'
    python3 tests/schema/check_advice.py < lines

Besides what the schema can say, every rule that advice refers to must be among its `rules` and
no other, and every mode and fact must be one of its own. Ends with 1 after naming each wrong
line, with 2 where there was nothing to check.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

DOCS = Path(__file__).resolve().parents[2] / "plugin" / "docs"
MOST_PROBLEMS_A_LINE = 5


def rules_of(advice: dict[str, Any]) -> Iterator[str]:
    """The id of every rule that the advice refers to."""
    for mode in advice["modes"]:
        for key in ("cannot", "restrictions", "for", "against", "safeguards"):
            yield from (acting["rule"] for acting in mode[key])
    for key in ("cadence", "resources"):
        yield from (item["rule"] for item in advice[key])
    yield from (approval["principle"] for approval in advice["approvals"])
    yield from advice["confirmed"]
    yield from (conflict["rule"] for conflict in advice["conflicts"] if conflict["rule"])
    yield from (reason["rule"] for reason in advice["notice"]["reasons"] if reason["rule"])
    if advice["refer"]:
        yield from (acting["rule"] for acting in advice["refer"]["rules"])


def wrong_rules(advice: dict[str, Any]) -> Iterator[str]:
    referred, told = set(rules_of(advice)), set(advice["rules"])
    for rule in sorted(referred - told):
        yield f"rule {rule} is referred to and not told"
    for rule in sorted(told - referred):
        yield f"rule {rule} is told and not referred to"


def wrong_modes(advice: dict[str, Any]) -> Iterator[str]:
    modes = [mode["mode"] for mode in advice["modes"]]
    outcome = advice["outcome"]
    named = [*outcome["alternatives"], outcome["lead"], advice["contact"]["planned"]]
    for rule in advice["rules"].values():
        named += [*rule.get("modes", []), *rule.get("weigh", {})]
    for mode in named:
        if mode is not None and mode not in modes:
            yield f"mode {mode} is not among the modes"


def wrong_facts(advice: dict[str, Any]) -> Iterator[str]:
    facts = {fact["fact"] for question in advice["ask"] for fact in question["facts"]}
    facts |= {conflict["fact"] for conflict in advice["conflicts"]}
    for fact in sorted((facts | set(advice["from"])) - set(advice["facts"])):
        yield f"fact {fact} is not among the facts"
    for fact in advice["from"]:
        if advice["facts"].get(fact) is None:
            yield f"fact {fact} is unknown and yet came from somewhere"
    for question in advice["ask"]:
        for answer in question["answers"]:
            if any(len(values) != len(question["facts"]) for values in answer["values"]):
                yield "an answer has not one value for each fact of its question"


def wrong_outcome(advice: dict[str, Any]) -> Iterator[str]:
    outcome = advice["outcome"]
    if (outcome["outcome"] == "lead") != (outcome["lead"] is not None):
        yield "outcome and lead disagree"
    if (outcome["lead"] is None) != (advice["refer"] is not None):
        yield "lead and refer disagree"
    if (advice["contact"]["planned"] is None) != (outcome["planned"] is None):
        yield "contact.planned and outcome.planned disagree"


def wrong_advice(advice: dict[str, Any]) -> Iterator[str]:
    for check in (wrong_rules, wrong_modes, wrong_facts, wrong_outcome):
        yield from check(advice)


Check = Callable[[dict[str, Any]], Iterator[str]]


def problems_of(validator: Draft202012Validator, line: str, check: Check) -> list[str]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return [f"not JSON: {error}"]
    found = [
        f"/{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in validator.iter_errors(value)
    ]
    return found or list(check(value))


def check_lines(schema_name: str, check: Check) -> int:
    """Checks each line of standard input against a schema of plugin/docs, and by `check`."""
    schema = json.loads((DOCS / schema_name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    checked = wrong = 0
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        checked += 1
        problems = problems_of(validator, line, check)
        wrong += bool(problems)
        for problem in problems[:MOST_PROBLEMS_A_LINE]:
            print(f"line {number}: {problem[:400]}", file=sys.stderr)
    print(f"{checked} checked, {wrong} wrong")
    if checked == 0:
        return 2
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(check_lines("advice.schema.json", wrong_advice))
