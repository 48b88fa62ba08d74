"""CSV that Excel opens well, and its description as CSV on the Web."""

from __future__ import annotations

import csv
import json
import warnings
from pathlib import Path

import polars as pl
import pytest
from frames import frame

from blended_supervision.report import Report
from blended_supervision.sample.decisions import decisions

csvw = pytest.importorskip("csvw")


@pytest.fixture(scope="module")
def report() -> Report:
    return Report(decisions(people=2_000, seed=7))


@pytest.fixture(scope="module")
def folder(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tables") / "csv"
    report.to_csv(target)
    return target


def test_each_table_is_a_file_with_its_description(report: Report, folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(
        [f"{name}.csv" for name in report.tables] + [f"{name}.csv-metadata.json" for name in report.tables]
    )


def test_excel_reads_it_as_utf_8(folder: Path) -> None:
    data = (folder / "agreement-by-region.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 10


def test_an_independent_reader_finds_every_file_valid(folder: Path) -> None:
    for path in sorted(folder.glob("*-metadata.json")):
        read = csvw.CSVW(str(path), validate=True)
        assert read.is_valid, (path.name, read.warnings)


def test_an_independent_reader_finds_fault_where_a_column_is_not_what_is_said(folder: Path, tmp_path: Path) -> None:
    """The control."""
    name = "agreement-by-region.csv"
    wrong = (folder / name).read_text(encoding="utf-8-sig").replace("[c]", "few").splitlines()
    wrong[1] = wrong[1].replace(wrong[1].split(",")[1], "many", 1)
    (tmp_path / name).write_text("\r\n".join(wrong) + "\r\n", encoding="utf-8-sig", newline="")
    (tmp_path / f"{name}-metadata.json").write_bytes((folder / f"{name}-metadata.json").read_bytes())
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert not csvw.CSVW(str(tmp_path / f"{name}-metadata.json"), validate=True).is_valid


def test_the_description_names_each_column_and_what_its_marks_mean(report: Report, folder: Path) -> None:
    for name, table in report.tables.items():
        described = json.loads((folder / f"{name}.csv-metadata.json").read_text(encoding="utf-8"))
        assert described["@context"][0] == "http://www.w3.org/ns/csvw"
        assert described["url"] == f"{name}.csv"
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        columns = described["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == header == table.frame.columns
        assert len({column["name"] for column in columns}) == len(columns)
        assert all(column["null"] == ["[c]", "[z]"] for column in columns[len(table.heads) :])


def test_the_file_holds_the_frame_of_the_table(report: Report, folder: Path) -> None:
    for name, table in report.tables.items():
        read = pl.read_csv(folder / f"{name}.csv", null_values=["[c]", "[z]"], schema=table.frame.schema)
        assert read.equals(table.frame)


def test_a_text_that_looks_like_a_formula_is_not_one(tmp_path: Path) -> None:
    Report(frame([{"region": "=1+1"}, {"region": "Wales"}]), suppress=False).to_csv(tmp_path)
    text = (tmp_path / "agreement-by-region.csv").read_text(encoding="utf-8-sig")
    assert "\n'=1+1," in text
