#!/usr/bin/env python3
"""Checks the proof of one record as plugin/docs/trail_format.md tells it, step by step, with none of our code.

page_proof.py [--without STEP]... RECORD PROOF VKEY   ends with 0 where every step holds; else says which does not
"""

from __future__ import annotations

import argparse
import base64
import ctypes
import hashlib
import json
import sys
from pathlib import Path


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def signed(checkpoint: str, vkey: str) -> bool:
    name, key_id, key = vkey.split("+", 2)
    typed = base64.b64decode(key)
    text, _, lines = checkpoint.partition("\n\n")
    text += "\n"
    sodium = ctypes.CDLL("libsodium.so.23")
    for line in lines.splitlines():
        _dash, signer, value = line.split(" ")
        signature = base64.b64decode(value)
        if signer != name or signature[:4].hex() != key_id:
            continue
        message = text.encode()
        length = ctypes.c_ulonglong(len(message))
        return sodium.crypto_sign_verify_detached(signature[4:], message, length, typed[1:]) == 0
    return False


def leads_to(record: bytes, hashes: list[bytes], i: int, size: int, root: bytes) -> bool:
    h, l = sha256(b"\0", record), size - 1  # noqa: E741  # the page's names
    for p in hashes:
        if l == 0:
            return False
        if i % 2 == 1 or i == l:
            h = sha256(b"\1", p, h)
            if i % 2 == 0:
                while not (i % 2 == 1 or i == 0):
                    i, l = i // 2, l // 2  # noqa: E741
        else:
            h = sha256(b"\1", h, p)
        i, l = i // 2, l // 2  # noqa: E741
    return l == 0 and h == root


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--without", type=int, action="append", default=[])
    parser.add_argument("record", type=Path)
    parser.add_argument("proof", type=Path)
    parser.add_argument("vkey")
    given = parser.parse_args()
    record = given.record.read_bytes()
    head, _, checkpoint = given.proof.read_text("utf-8").partition("\n\n")
    kind, index_line, *hash_lines = [line for line in head.splitlines() if not line.startswith("extra ")]
    assert kind == "c2sp.org/tlog-proof@v1"
    index = int(index_line.removeprefix("index "))
    origin, size, root = checkpoint.splitlines()[:3]
    hashes = [base64.b64decode(line) for line in hash_lines]
    steps = {
        1: signed(checkpoint, given.vkey) and origin == given.vkey.split("+")[0],
        2: index < int(size),
        3: json.loads(record)["sequence"] == index,
        5: leads_to(record, hashes, index, int(size), base64.b64decode(root)),
    }
    failed = [step for step, holds in steps.items() if not holds and step not in given.without]
    if failed:
        print(f"step {failed[0]} does not hold", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
