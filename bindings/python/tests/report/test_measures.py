"""Each measure is whole: what one lacks is named here."""

from __future__ import annotations

import dataclasses
from importlib import import_module
from pkgutil import iter_modules

import polars as pl
import pytest

from blended_supervision.base.words import as_key, words_in
from blended_supervision.report import Report, measures
from blended_supervision.report.measure import Answer, Measure
from blended_supervision.report.measures import MEASURES
from blended_supervision.report.page import SECTIONS
from blended_supervision.sample.decisions import decisions


def lacks(measure: Measure, tables: set[str]) -> list[str]:
    """What a measure lacks: words, its section, tables."""
    lacking = []
    for language in ("en", "cy"):
        words = words_in(language)
        wanted: list[tuple[str, ...]] = [(f"{measure.group}.heading",)]
        if measure.answer is not None:
            group = measure.answer.words or measure.group
            if measure.answer.ask is not None:
                wanted.append((f"{measure.group}.label",))
            wanted += [(f"{group}.{as_key(value)}", f"shared.{as_key(value)}") for value in measure.answer.values]
        lacking += [f"{language}: {keys[0]}" for keys in wanted if not any(key in words for key in keys)]
    if measure.section not in SECTIONS:
        lacking.append(f"section {measure.section}")
    if measure.id not in tables:
        lacking.append("tables")
    return lacking


@pytest.fixture(scope="module")
def with_tables() -> set[str]:
    """The measures of which a report has tables."""
    report = Report(decisions(people=200))
    return {plan.measure for plan, _ in report._made}


def test_no_measure_lacks_anything(with_tables: set[str]) -> None:
    assert {measure.id: lacks(measure, with_tables) for measure in MEASURES} == {measure.id: [] for measure in MEASURES}


def test_what_a_new_measure_lacks_is_named(with_tables: set[str]) -> None:
    """The control."""
    new = Measure(
        id="notice",
        section="elsewhere",
        group="notice_of_advice",
        answer=Answer(id="notice", ask=lambda asking: pl.col("notice"), values=("stop", "not known")),
        tables=lambda plan: [],
    )
    keys = ("notice_of_advice.heading", "notice_of_advice.label", "notice_of_advice.stop")
    wanted = [f"{language}: {key}" for language in ("en", "cy") for key in keys]
    assert lacks(new, with_tables) == [*wanted, "section elsewhere", "tables"]
    whole = next(measure for measure in MEASURES if measure.id == "technical")
    assert lacks(dataclasses.replace(whole, section="elsewhere"), with_tables) == ["section elsewhere"]


def test_each_measure_of_a_file_is_in_the_list() -> None:
    there = [
        value
        for module in iter_modules(measures.__path__)
        for value in vars(import_module(f"{measures.__name__}.{module.name}")).values()
        if isinstance(value, Measure)
    ]
    assert len(there) == len(MEASURES)
    assert all(measure in MEASURES for measure in there)


def test_ids_of_measures_and_answers_are_their_own() -> None:
    ids = [measure.id for measure in MEASURES]
    answers = [measure.answer.id for measure in MEASURES if measure.answer is not None]
    assert len(ids) == len(set(ids))
    assert len(answers) == len(set(answers))
