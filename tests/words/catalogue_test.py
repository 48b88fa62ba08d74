#!/usr/bin/env python3
"""The build refuses words of the plugin that do not agree, and agree.py those of any file.

catalogue_test.py PROGRAM   where PROGRAM is make_catalogue
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

import agree

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = '[advice]\nplanned = "Planned: {1} ({2})."\ndone = "done"\n\n[value]\nyes = "yes"\n'
WELSH = '[value]\nyes = "ie"\n\n[advice]\ndone = "wedi\'i wneud"\nplanned = "Cynlluniwyd: {2} ({1})."\n'
PROGRAM = sys.argv.pop()


def camel(key: str) -> str:
    return "".join(word.capitalize() for word in key.split("_"))


def unsaid(catalogue: str, source: str) -> list[str]:
    """The texts that the source does not name."""
    groups = tomllib.loads(catalogue).items()
    names = [f"{camel(group)}Text::k{camel(key)}" for group, texts in groups for key in texts]
    said = set(re.findall(r"\w+Text::k\w+", source))
    return [name for name in names if name not in said]


class Words(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("en/plugin.toml", ENGLISH)
        self.write("cy/plugin.toml", WELSH)

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        self.assertIn(old, text)
        self.write(name, text.replace(old, new))

    def make(self, folder: Path | None = None) -> tuple[int, str]:
        command = [
            PROGRAM,
            str(folder or self.folder),
            str(self.folder / "catalogue.h"),
        ]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        return done.returncode, done.stderr.replace(str(self.folder) + "/", "")


class Catalogue(Words):
    def refused(self, *said: str) -> None:
        status, errors = self.make()
        self.assertEqual(status, 1, errors)
        for words in said:
            self.assertIn(words, errors)
        self.assertFalse((self.folder / "catalogue.h").exists())

    def test_words_that_agree_become_a_header(self) -> None:
        self.assertEqual(self.make(), (0, ""))
        header = (self.folder / "catalogue.h").read_text("utf-8")
        self.assertIn('static constexpr Text kYes{"yes", "ie"};', header)
        self.assertIn(
            'Pattern<2> kPlanned{"Planned: {1} ({2}).", "Cynlluniwyd: {2} ({1})."};',
            header,
        )

    def test_the_words_that_ship_agree(self) -> None:
        self.assertEqual(self.make(agree.SHIPPED), (0, ""))
        self.assertEqual(agree.problems(agree.SHIPPED), [])

    def test_each_text_that_ships_is_said_somewhere(self) -> None:
        catalogue = (agree.SHIPPED / "en/plugin.toml").read_text("utf-8")
        files = [file for suffix in ("h", "cc") for file in (ROOT / "plugin/src").rglob(f"*.{suffix}")]
        source = "".join(file.read_text("utf-8") for file in files)
        self.assertEqual(unsaid(catalogue, source), [])
        self.assertEqual(
            unsaid('[advice]\ndue_by = "x"\ndue_by_far = "y"\n', source),
            ["AdviceText::kDueByFar"],
        )

    def test_the_order_of_a_file_means_nothing(self) -> None:
        self.make()
        before = (self.folder / "catalogue.h").read_text("utf-8")
        groups = ENGLISH.split("\n\n")
        self.write("en/plugin.toml", "\n\n".join(reversed(groups)))
        self.assertEqual(self.make(), (0, ""))
        self.assertEqual((self.folder / "catalogue.h").read_text("utf-8"), before)

    def test_a_key_that_one_language_lacks(self) -> None:
        self.change("cy/plugin.toml", "done = ", "undone = ")
        self.refused("cy/plugin.toml:4: [advice] lacks done of", "en/plugin.toml:3; add it here")
        self.refused(
            "en/plugin.toml:1: [advice] lacks undone of",
            "cy/plugin.toml:5; add it here",
        )

    def test_a_group_that_one_language_lacks(self) -> None:
        self.change("cy/plugin.toml", "[value]", "[values]")
        self.refused("group [value] of", "group [values] of")

    def test_parts_that_differ(self) -> None:
        self.change("cy/plugin.toml", " ({1})", "")
        self.refused("cy/plugin.toml:6: {2} is used, and not all before it")
        self.change("cy/plugin.toml", "{2}", "{1}")
        self.refused(
            "cy/plugin.toml:6: this fills in 1 of {1}, {2} ..., and ",
            "en/plugin.toml:2 fills in 2",
        )

    def test_a_bracket_that_is_not_a_part(self) -> None:
        for wrong in ("{mode}", "{0}", "{", "}", "{1"):
            with self.subTest(wrong):
                self.write("en/plugin.toml", ENGLISH.replace('"done"', f'"done {wrong}"'))
                self.refused("en/plugin.toml:3: a bracket that is not of {1}")

    def test_what_is_not_an_entry(self) -> None:
        for line in ('Yes = "yes"', "yes = 1", 'yes = ""', 'yes = ["yes"]'):
            with self.subTest(line):
                self.write("en/plugin.toml", ENGLISH.replace('yes = "yes"', line))
                self.refused("en/plugin.toml:6: this is not an entry")
        self.write("en/plugin.toml", 'yes = "yes"\n' + ENGLISH)
        self.refused("en/plugin.toml:1: this is not a group")

    def test_what_is_not_toml(self) -> None:
        self.change("en/plugin.toml", '"done"', '"done')
        self.refused("en/plugin.toml:3: ")

    def test_no_folder(self) -> None:
        shutil.rmtree(self.folder / "cy")
        self.refused("cy/plugin.toml")


class Agreement(Words):
    def told(self) -> list[str]:
        return agree.problems(self.folder)

    def test_words_that_agree(self) -> None:
        self.assertEqual(self.told(), [])

    def test_a_file_or_key_that_one_language_lacks(self) -> None:
        self.write("cy/report.toml", '[title]\nyes = "ie"\n')
        self.change("cy/plugin.toml", "done = ", "undone = ")
        self.assertEqual(
            [told.partition(" is missing")[0] for told in self.told()],
            [
                "cy/plugin.toml [advice] done",
                "en/plugin.toml [advice] undone",
                "en/report.toml [title] yes",
            ],
        )

    def test_what_is_filled_in(self) -> None:
        self.change("cy/plugin.toml", " ({1})", "")
        (told,) = self.told()
        self.assertIn(
            "cy/plugin.toml [advice] planned fills in ['{2}'], the English ['{1}', '{2}']",
            told,
        )

    def test_two_forms_without_a_reason(self) -> None:
        self.write("en/report.toml", '[answer]\nyes = "yes"\n')
        self.write("cy/report.toml", '[answer]\nyes = "do"\n')
        (told,) = self.told()
        self.assertIn(
            'cy/plugin.toml [value] yes and cy/report.toml [answer] yes: "yes" has two forms',
            told,
        )
        self.change(
            "cy/plugin.toml",
            "[value]",
            '[two_forms]\nyes = "Answers repeat the verb."\n\n[value]',
        )
        self.assertEqual(self.told(), [])
        self.assertEqual(self.make(), (0, ""))

    def test_a_reason_that_nothing_needs(self) -> None:
        self.change(
            "cy/plugin.toml",
            "[value]",
            '[two_forms]\nyes = "Answers repeat the verb."\n\n[value]',
        )
        (told,) = self.told()
        self.assertIn('"yes" does not have two forms; take this line out', told)


if __name__ == "__main__":
    unittest.main()
