"""How a product's own JSON is read."""

from __future__ import annotations

import collections.abc
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Protocol

from blended_supervision import _native
from blended_supervision.base import shipped as _shipped
from blended_supervision.base.given import Json, StrPath, day_number, json_bytes, name_bytes, path_bytes
from blended_supervision.core.mapping_check import MappingCheck
from blended_supervision.errors import MappingError, UsageError


class Places(Protocol):
    """A policy, as far as a check needs it."""

    @property
    def _handle(self) -> _native.Policy: ...

    def _placed(self, region: str | None, as_of: date | None) -> tuple[str | None, date]: ...


class Mapping:
    """How a product's own JSON becomes facts and contact history. Made by `Mapping.load` and `Mapping.of_text`.

    It never changes, may be used from many threads, and pickles as its source.
    """

    __slots__ = ("_handle", "_name")

    def __init__(self, handle: _native.Mapping, name: str) -> None:
        self._handle = handle
        self._name = name

    @classmethod
    def load(cls, source: StrPath) -> Mapping:
        """Loads a mapping.

        Args:
            source: The id of a shipped mapping, such as `"ndelius"`, or the path of a file. What holds a slash or a dot
                is a path.

        Raises:
            NotFoundError: There is no such mapping or file.
            MappingError: All that is wrong with it.

        Example:
            >>> Mapping.load("ndelius")
            Mapping('ndelius')
        """
        if isinstance(source, str) and _shipped.is_id(source):
            return _load_shipped(source)
        return cls(_native.load_mapping(path_bytes(source)), str(source))

    @classmethod
    def of_text(cls, text: str, name: str = "mapping") -> Mapping:
        """Makes a mapping from its text.

        Args:
            text: TOML, as in a mapping's file.
            name: What errors call it.

        Raises:
            MappingError: All that is wrong with it.

        Example:
            >>> again = Mapping.of_text(Mapping.load("ndelius").source)
            >>> again.digest == Mapping.load("ndelius").digest
            True
        """
        if not isinstance(text, str):
            raise UsageError(f"the mapping is a {type(text).__name__}; give its text, or load a file with Mapping.load")
        try:
            source = text.encode()
        except UnicodeEncodeError as fault:
            raise MappingError(
                f"{name}: the mapping is not text: {fault}", [(name, f"it is not text: {fault}")]
            ) from None
        return cls(_native.load_mapping_text(name_bytes(name, "name"), source), name)

    def check(
        self, policy: Places, payloads: Iterable[Json], *, region: str | None = None, as_of: date | None = None
    ) -> MappingCheck:
        """Tries the mapping on payloads: what is wrong with it, what it reads of each, and what nothing reads.

        Args:
            policy: By which the payloads are advised on.
            payloads: Cases as the product holds them. The report calls them "1", "2" and so on.
            region: Id or code, for payloads that name none.
            as_of: As for `Policy.advise`.

        Raises:
            PayloadError: A payload cannot be written as JSON. What is wrong with one otherwise is in the report.

        Example:
            >>> from blended_supervision import Policy
            >>> policy = Policy.load("england-wales", as_of=date(2026, 11, 23))
            >>> Mapping.load("ledger").check(policy, [{"rosh_code": 3, "rosh_cod": 2}])
            MappingCheck(payloads=1, refused=0, read=1 of 2 leaves)
        """
        if isinstance(payloads, (str, bytes, collections.abc.Mapping)):
            raise UsageError("the payloads are one payload; give a list of them")
        given = [json_bytes(payload, f"payload {number}") for number, payload in enumerate(payloads, 1)]
        region, as_of = policy._placed(region, as_of)
        return MappingCheck(
            _native.check_mapping(policy._handle, self._handle, given, name_bytes(region, "region"), day_number(as_of))
        )

    @property
    def source(self) -> str:
        """Its own text, TOML."""
        return self._handle.source

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal."""
        return self._handle.digest

    def __reduce__(self) -> tuple[object, ...]:
        return Mapping.of_text, (self.source, self._name)

    def __repr__(self) -> str:
        return f"Mapping({self._name!r})"


@cache
def _load_shipped(name: str) -> Mapping:
    path = _shipped.path_of("mappings", name, "mapping")
    return Mapping(_native.load_mapping(path_bytes(path)), name)
