"""HTML from the templates beside this file: whatever is filled in is escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from blended_supervision.base.words import Words, as_key, sentence_case, within_sentence

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

_LANGUAGE_TAGS = {"en": "en-GB", "cy": "cy"}


def render(template: str, words: Words, **values: object) -> Markup:
    """A template, filled in. What it gives is not escaped again where another template takes it.

    Args:
        template: Its name: `"table.html"`.
        words: Those of the page's language.
        values: What is filled in.

    Raises:
        ModuleNotFoundError: Jinja2 is not installed.
    """
    made = _environment().get_template(template).render(words=words, **values)
    from markupsafe import Markup

    return Markup(made)


def notebook(template: str, words: Words, **values: object) -> str:
    """A template, filled in, for a notebook: plain text, whose slices and joins stay as they are."""
    return str(render(template, words, **values))


def page(template: str, words: Words, *, title: str, about: str, made_from: str = "", **values: object) -> str:
    """One self-contained page: no script, nothing fetched, readable by eye, by ear and on paper.

    Args:
        template: It extends `page.html`.
        words: Those of the page's language.
        title: Its heading.
        about: What stands beneath the heading.
        made_from: What the footer says it was made from.
        values: What is filled in besides.
    """
    made = words("page.made_from", made_from) if made_from else words("page.made")
    language = _LANGUAGE_TAGS[words.language]
    return str(render(template, words, title=title, about=about, made=made, language=language, **values))


@cache
def _environment() -> jinja2.Environment:
    try:
        import jinja2
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            "pages are made with Jinja2, which is not installed: pip install 'blended_supervision[report]'",
            name=missing.name,
        ) from None
    from markupsafe import Markup

    folder = Path(str(files("blended_supervision.html"))) / "templates"

    def load(name: str) -> str:
        # So that templates can be indented, yet pages are as small as they can be: lines are joined, and an empty line
        # in a template is the end of a line in the page.
        lines = (folder / name).read_text("utf-8").splitlines()
        return "".join(line.strip() or "\n" for line in lines)

    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    made.globals["css"] = Markup((folder / "page.css").read_text("utf-8"))
    made.globals["tenths"] = lambda numbers: [f"{number:.1f}" for number in numbers]
    made.filters |= {"key": as_key, "sentence_case": sentence_case, "within_sentence": within_sentence}
    return made
