"""Policy packs, and advice by them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

from blended_supervision import _native
from blended_supervision.base import shipped as _shipped
from blended_supervision.base.given import (
    Json,
    Language,
    StrPath,
    day_number,
    json_bytes,
    json_or_nothing,
    name_bytes,
    path_bytes,
    today,
)
from blended_supervision.base.progress import progress_of
from blended_supervision.core.advice import Advice
from blended_supervision.core.mapping import Mapping
from blended_supervision.errors import ReplayError, UsageError
from blended_supervision.frames import advising
from blended_supervision.frames.advising import Columns
from blended_supervision.frames.frame import ArrowStream
from blended_supervision.policy_change.comparison import Comparison, compare
from blended_supervision.policy_change.policy import Selection

if TYPE_CHECKING:
    import polars as pl


class Policy:
    """Policy packs, or the one policy selected from them for a region and a day. Made by `Policy.load`.

    It never changes and may be used from many threads. It pickles as its files, and is opened again in the other
    process, where its digest is checked.
    """

    __slots__ = ("_handle", "_selection")

    def __init__(self, handle: _native.Policy, selection: Selection | None) -> None:
        self._handle = handle
        self._selection = selection

    @classmethod
    def load(
        cls,
        *packs: StrPath,
        region: str | None = None,
        as_of: date | None = None,
        exceptional: Iterable[str] = (),
        regions: bool = True,
    ) -> Policy:
        """Loads packs, and checks them for every region and span of days.

        Args:
            packs: Ids of shipped packs, such as `"england-wales"`, with all their versions, and paths of files: a
                national pack, and overlays.
                What holds a slash or a dot is a path.
            region: Selects the policy of this region (id or code). Without it and `as_of` nothing is selected: each
                contact is then advised on by the policy of its own region and date.
            as_of: Selects the policy in force on this day; today where only a region is given.
            exceptional: Ids of shipped exceptional delivery models, such as `"offices-shut"`.
            regions: Whether a shipped pack brings the shipped overlays of its regions.

        Raises:
            NotFoundError: A pack or file is not there, there is no such region, or nothing is in force on that day.
            PolicyError: All that is wrong with all files.

        Example:
            >>> kent = Policy.load("england-wales", region="Kent, Surrey and Sussex", as_of=date(2026, 11, 23))
            >>> kent.describe()["overlays"]
            [{'id': 'kent-surrey-sussex', 'version': '2026.10'}]
        """
        if not packs:
            raise UsageError('no pack is given; a shipped one is "england-wales"')
        if isinstance(exceptional, str):
            raise UsageError(f"exceptional is a list of ids: ({exceptional!r},)")
        paths = _shipped.pack_paths(packs, exceptional, regions=regions)
        whole = cls(_native.load_policy([path_bytes(path) for path in paths]), None)
        return whole if region is None and as_of is None else whole.select(region=region, as_of=as_of)

    def select(self, *, region: str | None = None, as_of: date | None = None) -> Policy:
        """The one policy in force in a region on a day. Advice by it is for that region and its days only.

        Args:
            region: Id or code; None is the nation alone.
            as_of: The day; today where it is not given.

        Raises:
            NotFoundError: There is no such region, or nothing is in force on that day; it names what there is.

        Example:
            >>> Policy.load("england-wales").select(region="Wales", as_of=date(2026, 11, 23))
            <Policy 2026.10, Wales, 2026-11-23>
        """
        as_of = today() if as_of is None else as_of
        handle = self._handle.select(name_bytes(region, "region"), day_number(as_of))
        return Policy(handle, Selection(region, as_of))

    @property
    def selection(self) -> Selection | None:
        """What it was selected by; None where it is the whole set."""
        return self._selection

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal.

        Of a selected policy it is over the canonical form, else over the digests of all that may be selected.
        """
        return self._handle.digest

    def describe(self) -> dict[str, Any]:
        """Of a selected policy its canonical form; else what may be selected, and warnings.

        A warning is of what the packs can mean and most likely do not: a Welsh text that is the English one.

        Example:
            >>> sorted(Policy.load("england-wales").describe())
            ['digest', 'in_force', 'warnings']
        """
        described: dict[str, Any] = json.loads(self._handle.describe())
        return described

    def show(self, lang: Language = "en") -> str:
        """The rules in plain text, to be read by a person.

        Args:
            lang: `"en"` or `"cy"`.

        Raises:
            UsageError: No such language.

        Example:
            >>> "Wales" in Policy.load("england-wales").show()
            True
        """
        return self._handle.show(lang)

    def bundle(self) -> str:
        """The files it was loaded from, whole, as JSON. Of a selected policy: those of the set it was selected from."""
        return self._handle.bundle()

    def advise(
        self,
        payload: Json,
        *,
        mapping: Mapping | StrPath,
        contact: Json | None = None,
        answers: Json | None = None,
        region: str | None = None,
        as_of: date | None = None,
        lang: Language = "en",
    ) -> Advice:
        """Advises on one contact. Nothing is kept anywhere.

        Args:
            payload: The case as the product holds it, in the shape that the mapping reads.
            mapping: How it is read: the id of a shipped mapping, a path (read anew at each call: load it once for
                many), or a `Mapping`.
            contact: The contact, with the keys of plugin/docs/advice.md. Not given: the payload's next appointment or,
                without one, a scheduled supervision meeting on `as_of`.
            answers: Fact ids and what the practitioner answered, approved and confirmed.
            region: Id or code, for a contact that names none; where it is not given, the region this policy was
                selected for, or of a whole set the one that the payload names.
            as_of: The day on which all this is known; where it is not given, the day this policy was selected on, else
                today.
            lang: The language of what the advice says, `"en"` or `"cy"`.

        Raises:
            PayloadError: The payload, contact or answers cannot be read, with JSON Pointers.
            MappingError: The mapping is wrong, or names values or modes that the policy does not have.
            NotFoundError: Nothing is in force in that region on that day, or there is no such mapping.

        Example:
            >>> policy = Policy.load("england-wales", as_of=date(2026, 11, 23))
            >>> advice = policy.advise({"crn": "X000001"}, mapping="ndelius", answers={"contact.private_place": True})
            >>> advice.facts["contact.private_place"]
            True
        """
        how = mapping if isinstance(mapping, Mapping) else Mapping.load(mapping)
        region, as_of = self._placed(region, as_of)
        handle = self._handle.advise(
            how._handle,
            json_bytes(payload, "payload"),
            json_or_nothing(contact, "contact"),
            json_or_nothing(answers, "answers"),
            name_bytes(region, "region"),
            day_number(as_of),
        )
        return Advice(handle, self, lang)

    @overload
    def advise_frame(
        self,
        cases: pl.DataFrame,
        *,
        keep: Iterable[str] = ...,
        columns: Iterable[Columns] = ...,
        as_of: date | None = ...,
        region: str | None = ...,
        threads: int = ...,
        progress: bool | Callable[[int, int], object] = ...,
    ) -> pl.DataFrame: ...

    @overload
    def advise_frame(
        self,
        cases: ArrowStream,
        *,
        keep: Iterable[str] = ...,
        columns: Iterable[Columns] = ...,
        as_of: date | None = ...,
        region: str | None = ...,
        threads: int = ...,
        progress: bool | Callable[[int, int], object] = ...,
    ) -> Any: ...  # noqa: ANN401  # the kind that was given, of a library that need not be installed

    def advise_frame(
        self,
        cases: ArrowStream,
        *,
        keep: Iterable[str] = (),
        columns: Iterable[Columns] = ("advice", "rules", "unknown"),
        as_of: date | None = None,
        region: str | None = None,
        threads: int = 1,
        progress: bool | Callable[[int, int], object] = False,
    ) -> object:
        """Advises on many cases at once: a row each, a column a fact. For back-tests and what-ifs: nothing is recorded.

        Args:
            cases: A frame of pandas, polars or pyarrow, or anything with `__arrow_c_stream__`. Columns are named after
                facts (`risk.rosh`), or are `contact.date`, `as_of`, `planned` or `region`. Null is unknown, which is
                not no. plugin/docs/batch.md has the types.
            keep: Names of columns that are passed on as they are, before those of the advice. Any column that is not
                a fact must be among them.
            columns: Groups of columns wanted: `"advice"` (lead, outcome, firmness, alternatives, planned_permission),
                `"rules"` (rules, limits), `"unknown"` (provisional, planned_safe, ask; some ten times the work of all
                others) and `"modes"` (permission.MODE and score.MODE).
            as_of: The day on which this is known and of the contact, for rows that say none; where it is not given,
                the day this policy was selected on, else today.
            region: Id or code, for rows that say none; where it is not given, the region this policy was selected for.
            threads: How many cores work on it. The answer is the same.
            progress: Is called with how many cases are done, of how many (0: not known beforehand). True shows a bar
                where standard error is a terminal.

        Returns:
            As many rows in the same order, as the kind of frame that was given; a `Frame` where the kind is not
            known. How the rows lie in batches does not matter. Lists of ids are lists of dictionary-encoded text
            (`List(Categorical)` in polars), as text they would take many times the memory of the cases.

        Raises:
            PayloadError: Every column that cannot be used; else the first 20 wrong values, each with its column and its
                row in the whole frame, from 0: `risk.rosh, row 17`.
            NotFoundError: There is no such region, or nothing is in force there on a day.
            UsageError: It is not a frame, or there is no such group of columns.

        Example:
            >>> import polars as pl
            >>> policy = Policy.load("england-wales", as_of=date(2026, 11, 23))
            >>> cases = pl.DataFrame({"crn": ["X000001", "X000002"], "risk.rosh": ["high", None]})
            >>> policy.advise_frame(cases, keep=["crn"], columns=["advice"]).select("crn", "lead", "firmness").rows()
            [('X000001', 'office', 'recommended'), ('X000002', 'office', 'recommended')]
        """
        asked = self._asked(keep, columns, as_of, region)
        with progress_of(progress, "cases") as tell:
            return advising.advise(cases, asked, threads, tell)

    def _asked(
        self, keep: Iterable[str], columns: Iterable[str], as_of: date | None, region: str | None
    ) -> advising.Asked:
        """How each slice of a frame is advised."""
        if isinstance(keep, str):
            raise UsageError(f"keep is a list of names: ({keep!r},)")
        region, as_of = self._placed(region, as_of)
        return advising.Asked(
            self._handle,
            advising.groups(columns),
            [name_bytes(name, "name in keep") for name in keep],
            name_bytes(region, "region"),
            day_number(as_of),
        )

    def _placed(self, region: str | None, as_of: date | None) -> tuple[str | None, date]:
        """Where and when, by what this policy was selected by where it is not said."""
        selected = self._selection
        if region is None and selected is not None:
            region = selected.region
        if as_of is None:
            as_of = today() if selected is None else selected.as_of
        return region, as_of

    def replay(self, stored: str | bytes) -> Advice:
        """The same advice again, from `Advice.input`: the same bytes, years later, in the language of that input.

        Args:
            stored: The canonical input.

        Raises:
            PayloadError: It cannot be read.
            ReplayError: It rests on another policy, or on another version of the engine.
            NotFoundError: It is of another region or of other days than this policy was selected for.

        Example:
            >>> policy = Policy.load("england-wales", as_of=date(2026, 11, 23))
            >>> advice = policy.advise({"crn": "X000001"}, mapping="ndelius")
            >>> policy.replay(advice.input()).json() == advice.json()
            True
        """
        return Advice(self._handle.replay(json_bytes(stored, "input")), self, None)

    def compare(self, other: Policy) -> Comparison:
        """What differs between this policy and another, rule by rule.

        Args:
            other: The policy to be, such as a draft.

        Returns:
            The comparison, which also tells what the other would change for a caseload: `Comparison.impact`.

        Raises:
            UsageError: One of them is a whole set: what a set says depends on region and day, so select from it first.

        Example:
            >>> autumn = Policy.load("england-wales", as_of=date(2026, 11, 23))
            >>> print(autumn.compare(autumn))
            nothing differs
        """
        return compare(self, other)

    def __reduce__(self) -> tuple[object, ...]:
        return _reopen, (self.bundle(), self._selection, self.digest)

    def __repr__(self) -> str:
        if self._selection is None:
            return f"<Policy set {self.digest[:12]}>"
        return (
            f"<Policy {self.describe()['version']}, {self._selection.region or 'no region'}, {self._selection.as_of}>"
        )


# Workers are handed one policy many times over, with each piece of their work.
@lru_cache(maxsize=8)
def _reopen(bundle: str, selection: Selection | None, digest: str) -> Policy:
    policy = Policy(_native.load_policy_bundle(bundle.encode()), None)
    if selection is not None:
        policy = policy.select(region=selection.region, as_of=selection.as_of)
    if policy.digest != digest:
        raise ReplayError(
            f"the policy came out as {policy.digest[:12]}, not {digest[:12]}: another version of the library packed it"
        )
    return policy
