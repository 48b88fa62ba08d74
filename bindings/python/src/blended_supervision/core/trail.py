"""The trail: what was advised, decided, approved and came of it, in a log that an outsider can verify.

Long, since it is one class, and most of it is docstrings.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import TracebackType
from typing import Any, NoReturn, Self, get_args

from blended_supervision import _native
from blended_supervision.base.given import (
    Json,
    Language,
    StrPath,
    day_number,
    is_missing,
    json_bytes,
    key_file_beside,
    name_bytes,
    path_bytes,
)
from blended_supervision.base.progress import Progress
from blended_supervision.core import verification
from blended_supervision.core.advice import Advice
from blended_supervision.core.records import (
    Receipt,
    day_word,
    kind_word,
    list_of,
    receipt_of,
    records_of,
    sequence_number,
)
from blended_supervision.errors import NotFoundError, PayloadError, TrailError, UsageError
from blended_supervision.frames.frame import Frame


def _known(lang: Language) -> Language:
    if lang not in get_args(Language):
        raise UsageError(f"there is no language {lang!r}; there are {', '.join(get_args(Language))}")
    return lang


def _asked_of(
    person: str, as_of: date | None, contact_id: str | None, since: date | None, until: date | None, lang: Language
) -> dict[str, object]:
    days = {"as_of": as_of, "from": since, "until": until}
    return {
        "person": person,
        "contact_id": contact_id,
        "language": _known(lang),
        **{key: day_word(day) for key, day in days.items() if day is not None},
    }


class Trail:
    """An open trail. Made by `Trail.open`; closed by `close`, or at the end of a `with`.

    It may be used from many threads, and any number of processes may have one trail open. A process forked after
    opening opens it anew.

    Example:
        >>> import tempfile
        >>> import blended_supervision as bs
        >>> advice = bs.Policy.load("england-wales").advise({"crn": "X000001"}, mapping="ndelius")
        >>> folder = tempfile.TemporaryDirectory()
        >>> with bs.Trail.open(f"{folder.name}/trail.db", by="olive", create=True) as trail:
        ...     shown = trail.record_advice(advice, person="X000001")
        ...     decided = trail.record_decision({"answers": shown.sequence, "mode": "office"})
        ...     came = trail.record_outcome({"answers": decided.sequence, "mode": "office", "attended": "attended"})
        ...     print([record["kind"] for record in trail.read(person="X000001")])
        ...     print(trail.decision(decided.sequence)["state"])
        ...     print(trail.verify(known_head=came.checkpoint).verdict)
        ['ADVICE', 'DECISION', 'OUTCOME']
        needs none
        intact
        >>> folder.cleanup()
    """

    __slots__ = ("_by", "_handle", "_key_file", "_path", "_who")

    def __init__(self, handle: _native.Trail, path: StrPath, key_file: StrPath, by: str, who: _native.Who) -> None:
        self._handle = handle
        self._path = path
        self._key_file = key_file
        self._by = by
        self._who = who

    @classmethod
    def open(
        cls,
        path: StrPath,
        *,
        by: str,
        role: str | None = None,
        service: str | None = "blended-supervision",
        key_file: StrPath | None = None,
        create: bool = False,
        known_head: str | None = None,
        origin: str | None = None,
        wait: float = 5.0,
    ) -> Trail:
        """Opens a trail, on a local file system.

        Args:
            path: Its file; `path.vault` and `path.lock` lie beside it, and `path-wal` and `path-shm` while it is open.
            by: Who uses it: the id of a person or service, at most 256 bytes. Reading leaves records of them too.
            role: In what role they act, `"probation practitioner"` or the id of an approver of the policy.
            service: The product through which they act.
            key_file: Its keys, a file of mode 0600; `path.key` where none is given, as the command has it.
            create: Makes it where there is none, and the key file with it.
            known_head: The newest checkpoint that was kept elsewhere: a trail that is older or another than that is
                refused.
            origin: The name of a trail that is made; a random one where it is not given. Of a trail that is there: what
                it must be called.
            wait: For the lock that processes share, in seconds, before `BusyError`.

        Raises:
            NotFoundError: There is none, and `create` is not set.
            TamperedError: It is older or another than `known_head`, or its end does not fit its checkpoint.
            KeyRefusedError: The key file is refused, or is another trail's.
            BusyError: Another process holds it.
            StorageError: A file cannot be read or written.
            TrailError: It is not a trail.
        """
        if not by:
            raise UsageError("who uses the trail is not given; give by=")
        if not 0.001 <= wait <= 3600:
            raise UsageError("the wait is 0.001 to 3600 seconds")
        key_file = key_file_beside(path) if key_file is None else key_file
        who = _native.Who(name_bytes(by, "id in by"), name_bytes(role, "role"), name_bytes(service, "service"))
        if not create and is_missing(path):
            raise NotFoundError(f"{os.fsdecode(path)}: there is no trail; check the path")
        try:
            handle = _native.open_trail(
                path_bytes(path),
                path_bytes(key_file),
                create,
                name_bytes(origin, "origin"),
                name_bytes(known_head, "known head"),
                round(wait * 1000),
            )
        except PayloadError as fault:
            raise TrailError(str(fault), fault.problems) from None
        return cls(handle, path, key_file, by, who)

    def close(self) -> None:
        """Closes it, once calls in other threads have finished. Closing it again does nothing."""
        self._handle.close()

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return self._handle.closed()

    @property
    def by(self) -> str:
        """Who uses it, as it was opened."""
        return self._by

    @property
    def made(self) -> bool:
        """Whether this opening made it."""
        return self._handle.made()

    @property
    def origin(self) -> str:
        """Its name, with which its checkpoints begin."""
        return self._handle.origin()

    @property
    def vkey(self) -> str:
        """Its verifier key: give it to those who are to check the trail."""
        return self._handle.vkey()

    def record_advice(self, advice: Advice, *, person: str, contact_id: str | None = None) -> Receipt:
        """Makes shown advice a record, in the language it speaks. Returns once it is durable.

        The same advice on the same input, by the same person for the same contact, gives the record that exists
        already.

        Args:
            advice: What was shown.
            person: The case number, 1 to 64 bytes.
            contact_id: The product's own id of the contact.

        Raises:
            PayloadError: `person` or `by` is invalid.
            BusyError: Another process holds the trail; nothing was recorded.
            StorageError: A file cannot be written. Whether it was recorded is not known: ask again.
            KeyRefusedError: The keys are not those of this trail; nothing was recorded.
        """
        given = name_bytes(person, "person"), name_bytes(contact_id, "contact id")
        return receipt_of(self._handle.record_advice(advice._handle, self._who, *given, advice._language))

    def record_decision(self, content: Json, *, operation_id: str | None = None) -> Receipt:
        """Records what was decided in answer to advice.

        Args:
            content: `answers` (the sequence of the advice), `mode`, and where there are some `reason` and
                `mitigations`; see plugin/docs/records.md. Dates may be `datetime.date`.
            operation_id: The product's own id of what the user does, at most 256 bytes. Sent again, after a double
                click or a lost answer, it gives the record that exists already (`existed`).

        Raises:
            PayloadError: The content is wrong, with JSON Pointers. A departure from advice needs a reason; the message
                names the codes there are. Or the operation has recorded something else already.
            NotFoundError: There is no such advice.
            ErasedError: The advice has been erased.
            BusyError: Another process holds the trail; nothing was recorded.
            StorageError: A file cannot be written. Whether it was recorded is not known: ask again.
            KeyRefusedError: The keys are not those of this trail; nothing was recorded.
        """
        return self._record("DECISION", content, operation_id)

    def record_approval(self, content: Json, *, operation_id: str | None = None) -> Receipt:
        """Records that a decision was approved or refused.

        Args:
            content: `answers` (the sequence of the decision), `approved`, `role`, and `until` or `words`.
            operation_id: The product's own id of what the user does, at most 256 bytes. Sent again, after a double
                click or a lost answer, it gives the record that exists already (`existed`).

        Raises:
            PayloadError: The content is wrong: nobody approves their own decision, and not every role can. Or the
                operation has recorded something else already.
            NotFoundError: There is no such decision.
            ErasedError: The decision has been erased.
            BusyError: Another process holds the trail; nothing was recorded.
            StorageError: A file cannot be written. Whether it was recorded is not known: ask again.
            KeyRefusedError: The keys are not those of this trail; nothing was recorded.
        """
        return self._record("APPROVAL", content, operation_id)

    def record_outcome(self, content: Json, *, operation_id: str | None = None) -> Receipt:
        """Records what came of a decision. What is left out is not known.

        Args:
            content: `answers` (the sequence of the decision), `mode`, `attended`, and what else is known.
            operation_id: The product's own id of what the user does, at most 256 bytes. Sent again, after a double
                click or a lost answer, it gives the record that exists already (`existed`).

        Raises:
            PayloadError: The content is wrong, with JSON Pointers, or the contact is to come. Or the operation has
                recorded something else.
            NotFoundError: There is no such decision.
            ErasedError: The decision has been erased.
            BusyError: Another process holds the trail; nothing was recorded.
            StorageError: A file cannot be written. Whether it was recorded is not known: ask again.
            KeyRefusedError: The keys are not those of this trail; nothing was recorded.
        """
        return self._record("OUTCOME", content, operation_id)

    def record_kept(self, content: Json, *, operation_id: str | None = None) -> Receipt:
        """Records that something promised with a decision was done. What an outcome says stays as it was.

        Args:
            content: `answers` (the sequence of the decision), `promises` (their places in its list, counted from 0),
                and `on` (the day it was done) and `words` where there are some.
            operation_id: The product's own id of what the user does, at most 256 bytes. Sent again, after a double
                click or a lost answer, it gives the record that exists already (`existed`).

        Raises:
            PayloadError: The content is wrong, with JSON Pointers. Or the operation has recorded something else.
            NotFoundError: There is no such decision.
            ErasedError: The decision has been erased.
            BusyError: Another process holds the trail; nothing was recorded.
            StorageError: A file cannot be written; nothing was recorded.
            KeyRefusedError: The keys are not those of this trail; nothing was recorded.
        """
        return self._record("KEPT", content, operation_id)

    def record_disclosure(self, content: Json) -> Receipt:
        """Records that something about a person was disclosed.

        Args:
            content: `person`, `recipients`, `what`, and `justification`.

        Raises:
            PayloadError: The content is wrong, with JSON Pointers.
            BusyError: Another process holds the trail; nothing was recorded.
            StorageError: A file cannot be written. Whether it was recorded is not known: ask again.
            KeyRefusedError: The keys are not those of this trail; nothing was recorded.
        """
        return self._record("DISCLOSURE", content)

    def _record(self, kind: str, content: Json, operation_id: str | None = None) -> Receipt:
        who = self._who if operation_id is None else self._who.doing(name_bytes(operation_id, "operation id"))
        return receipt_of(self._handle.record(kind, who, json_bytes(content, "content")))

    def read(
        self,
        *,
        kinds: Iterable[str] | None = None,
        person: str | None = None,
        since: date | None = None,
        until: date | None = None,
        after: int | None = None,
        justification: str | None = None,
        export: Json | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Reads records, in their order. Reading leaves records itself: a READ for every person looked at.

        Args:
            kinds: Only these, `Kind` or its words.
            person: Only about this case number.
            since: From this day.
            until: Until this day, included.
            after: Only sequences above this one.
            justification: Why it is read, for the record.
            export: `recipients` and `scope`: leaves one EXPORT for all of it, and no READ.

        Returns:
            Records with the keys `sequence`, `kind`, `class`, `day`, `answers`, `document`, `erased`, `subject`,
            `actor` and `trail`; parts are None where there are none or they were erased. Personal data. One thread at a
            time.

        Raises:
            UsageError: There is no such kind, or it is of the statutory class.
            PayloadError: `person` or `export` is invalid.
        """
        given: dict[str, object] = {
            "kinds": None if kinds is None else [kind_word(kind) for kind in kinds],
            "person": person,
            "from": None if since is None else day_word(since),
            "until": None if until is None else day_word(until),
            "after": after,
            "justification": justification,
            "export": None if export is None else json.loads(json_bytes(export, "export")),
        }
        content = {key: value for key, value in given.items() if value is not None}
        return records_of(_native.read_trail(self._handle, self._who, json_bytes(content, "filter")))

    def decisions(
        self,
        *,
        as_of: date,
        recipients: Iterable[str],
        scope: str,
        since: date | None = None,
        until: date | None = None,
        facts: Iterable[str] = (),
        who: bool = False,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> Frame:
        """The decisions as columns, a row each: the advice, what was decided, how it stands and what came of it.

        For counting: it holds no case number. Leaves one EXPORT, which says to whom it goes and how much of it.

        Args:
            as_of: Decisions stand as at the end of this day, and later ones are left out.
            recipients: Who gets it.
            scope: How much of what it is, in words.
            since: From decisions of this day.
            until: To decisions of this day, included.
            facts: Ids of facts: each becomes a column `fact.ID`, text, null where it is unknown.
            who: Whether the column `who` says who decided.
            threads: How many cores work on it, 1 to 64. The answer is the same.
            progress: Is called with how many decisions are read, and 0, as how many there are is not known. An
                exception from it ends the reading, and is raised by what takes the frame.

        Returns:
            A frame that is read from the trail while it is taken, some thousand rows at a time, once. Its columns are
            in plugin/docs/decisions.md.

        Raises:
            PayloadError: `facts`, `recipients`, `scope` or `threads` is invalid.
            BusyError: Another process holds the trail.
            StorageError: A file cannot be read or written.
            KeyRefusedError: The keys are not those of this trail.
            TrailError: A record cannot be read. `to_polars`, `to_arrow` and `to_pandas` of the frame raise it; another
                library that takes the frame says the same in an error of its own.

        Example:
            >>> import tempfile
            >>> import blended_supervision as bs
            >>> advice = bs.Policy.load("england-wales").advise({"crn": "X000001"}, mapping="ndelius")
            >>> folder = tempfile.TemporaryDirectory()
            >>> with bs.Trail.open(f"{folder.name}/trail.db", by="olive", create=True) as trail:
            ...     shown = trail.record_advice(advice, person="X000001")
            ...     decided = trail.record_decision({"answers": shown.sequence, "mode": "office"})
            ...     today = decided.time.date()
            ...     frame = trail.decisions(as_of=today, recipients=["Head of Kent"], scope="all decisions")
            ...     frame.to_polars().select("case", "mode", "state").rows()
            [(0, 'office', 'needs none')]
            >>> folder.cleanup()
        """
        request: dict[str, object] = {
            "as_of": day_word(as_of),
            "export": {"recipients": list_of(recipients, "recipients"), "scope": scope},
            "facts": list_of(facts, "facts"),
            "threads": threads,
            "who": who,
        }
        period = {"from": since, "until": until}
        request |= {name: day_word(day) for name, day in period.items() if day is not None}
        return Frame(_native.read_decisions(self._handle, self._who, json_bytes(request, "request"), progress))

    def decision(self, sequence: int, as_of: date | None = None) -> dict[str, Any]:
        """How the decision of that sequence stands on a day: `state`, `lacks`, `mitigations` and more. It names nobody.

        Args:
            sequence: Of a DECISION.
            as_of: At the end of this day; today where it is not given.

        Raises:
            NotFoundError: There is no such record.
            ErasedError: It has been erased.
            PayloadError: It is not a decision.
        """
        day = None if as_of is None else day_number(as_of)
        stands: dict[str, Any] = json.loads(self._handle.decision(sequence_number(sequence), day))
        return stands

    def worklist(
        self,
        *,
        as_of: date | None = None,
        waits_for: Iterable[str] | None = None,
        role: str | None = None,
        not_by: str | None = None,
        by: str | None = None,
        person: str | None = None,
        without: Iterable[str] | None = None,
        limit: int = 100,
        after: str | None = None,
        justification: str | None = None,
    ) -> dict[str, Any]:
        """What waits, soonest first: approvals, promises, and contacts whose day is past without an outcome.

        Leaves a READ for each person on the page. See "What waits" in plugin/docs/records.md.

        Args:
            as_of: At the end of this day; today where it is not given.
            waits_for: Only some of `"approval"`, `"promise"` and `"outcome"`.
            role: Of approvals only those that this role has to give.
            not_by: No approvals of decisions by this user, who may not approve them.
            by: Only of decisions by this user.
            person: Only about this case number.
            without: Nothing about these case numbers: those that the user may not see.
            limit: How many items a page has at most, 0 to 1000. With 0 the counts come alone and no READ is left.
            after: The `next` of the page before.
            justification: Why it is read, for the record.

        Returns:
            `as_of`, `counts` (by what is waited for, of all pages), `items` and `next`, None on the last page. Personal
            data.

        Raises:
            PayloadError: A value is invalid, or `role` is not an approver of any policy of the trail.

        Example:
            >>> import tempfile
            >>> import blended_supervision as bs
            >>> advice = bs.Policy.load("england-wales").advise({"crn": "X000001"}, mapping="ndelius")
            >>> folder = tempfile.TemporaryDirectory()
            >>> with bs.Trail.open(f"{folder.name}/trail.db", by="olive", create=True) as trail:
            ...     shown = trail.record_advice(advice, person="X000001").sequence
            ...     promise = {"what": "Call the hostel.", "due": "2099-12-01"}
            ...     decided = trail.record_decision({"answers": shown, "mode": "office", "mitigations": [promise]})
            ...     [item["promised"] for item in trail.worklist(waits_for=["promise"])["items"]]
            ['Call the hostel.']
            >>> folder.cleanup()
        """
        given: dict[str, object] = {
            "as_of": None if as_of is None else day_word(as_of),
            "waits_for": None if waits_for is None else list_of(waits_for, "waits_for"),
            "role": role,
            "not_by": not_by,
            "by": by,
            "person": person,
            "without": None if without is None else list_of(without, "without"),
            "limit": limit,
            "after": after,
            "justification": justification,
        }
        page: dict[str, Any] = json.loads(self._handle.worklist(self._who, json_bytes(given, "request")))
        return page

    def show(
        self,
        person: str,
        *,
        as_of: date | None = None,
        contact_id: str | None = None,
        since: date | None = None,
        until: date | None = None,
        lang: Language = "en",
        width: int = 100,
        colour: bool = False,
    ) -> str:
        """One person's timeline, to be read by a person. Leaves a READ.

        Args:
            person: The case number.
            as_of: As it was at the end of this day; today where it is not given.
            contact_id: Only the records of this contact.
            since: Only records of this day or later.
            until: Only records of this day or earlier.
            lang: `"en"` or `"cy"`.
            width: Columns, 40 to 200.
            colour: Whether a terminal is to colour it.

        Raises:
            NotFoundError: The trail holds nothing about the person.
            PayloadError: A text is not one that a trail takes.
            UsageError: There is no such language or width.
        """
        if not 40 <= width <= 200:
            raise UsageError("the width is 40 to 200 columns")
        asked = _asked_of(person, as_of, contact_id, since, until, lang)
        return self._tell({**asked, "form": "text", "width": width, "colour": colour})

    def timeline(
        self,
        person: str,
        *,
        as_of: date | None = None,
        contact_id: str | None = None,
        since: date | None = None,
        until: date | None = None,
        lang: Language = "en",
    ) -> dict[str, Any]:
        """What `show` says, for a page: `as_of`, `waiting` (each with a `text`) and `records`. Leaves a READ.

        Each record has `sequence`, `kind`, `day`, `time`, `who`, `role`, `answers`, `erased`, `state` (of a decision),
        `heading` and `lines`. Personal data; escape the texts.

        Args:
            person: The case number.
            as_of: As it was at the end of this day; today where it is not given.
            contact_id: Only the records of this contact. What waits is told whatever is left out.
            since: Only records of this day or later.
            until: Only records of this day or earlier.
            lang: `"en"` or `"cy"`.

        Raises:
            NotFoundError: The trail holds nothing about the person.
            PayloadError: A text is not one that a trail takes.
            UsageError: There is no such language.
        """
        told: dict[str, Any] = json.loads(self._tell(_asked_of(person, as_of, contact_id, since, until, lang)))
        return told

    def record_in_full(self, sequence: int, *, lang: Language = "en") -> dict[str, Any]:
        """One record, those it answers, and the advice behind it in full. Leaves a READ.

        As `timeline` gives it, and `advice`: the `screen` as it was, `facts` with their sources, `rules`, and the
        `policy` with its digest. Personal data; escape the texts.

        Args:
            sequence: Of the record.
            lang: `"en"` or `"cy"`. The screen is in the language in which it was shown.

        Raises:
            NotFoundError: There is no such record.
            PayloadError: The record is about nobody.
            ErasedError: What it said has been erased.
            UsageError: There is no such language.
        """
        request = {"record": sequence_number(sequence), "language": _known(lang)}
        told: dict[str, Any] = json.loads(self._tell(request))
        return told

    def _tell(self, request: Mapping[str, object]) -> str:
        return self._handle.tell(self._who, json_bytes(request, "request"))

    def verify(
        self,
        *,
        vkey: str | None = None,
        known_head: str | None = None,
        witnesses: Iterable[str] = (),
        progress: Progress | None = None,
    ) -> verification.Verification:
        """Checks the whole trail, with its keys: see `verify`."""
        keys = self._key_file
        return verification.verify(
            self._path, vkey=vkey, known_head=known_head, key_file=keys, witnesses=witnesses, progress=progress
        )

    def head(self) -> str:
        """The newest checkpoint, a signed note.

        Keep it elsewhere: somebody with the trail's files and keys could make it again.
        """
        return self._handle.head()

    def leaf(self, sequence: int) -> str:
        """The record as it is hashed into the tree, JSON. It names nobody.

        Raises:
            NotFoundError: There is no such record.
        """
        return self._handle.leaf(sequence_number(sequence))

    def prove(self, sequence: int) -> str:
        """The proof that the record is in the trail (c2sp.org/tlog-proof).

        Raises:
            NotFoundError: There is no such record.
        """
        return self._handle.prove(sequence_number(sequence))

    def export(self, folder: StrPath, *, progress: Progress | None = None) -> None:
        """Writes the whole proof as C2SP tiles, and nothing personal. Leaves an EXPORT.

        Args:
            folder: New, empty, or with an earlier export of this trail.
            progress: Is called with how many records are done.

        Raises:
            UsageError: The folder is neither empty nor an export of this trail.
            TamperedError: That export is of more records, or of another tree. Keep it: it is evidence.
            StorageError: It cannot be written.
        """
        self._handle.export(self._who, path_bytes(folder), progress)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("a trail is not handed to another process; open it there")

    def __repr__(self) -> str:
        return f"<Trail {os.fspath(self._path)!r}{', closed' if self.closed else ''}>"
