#!/usr/bin/env python3
"""A witness, who signs the heads it is shown (c2sp.org/tlog-cosignature v1), with none of our code.

witness.py NAME <head   the head with the witness's signature on standard output, its verifier key on standard error
"""

from __future__ import annotations

import base64
import ctypes
import hashlib
import sys
import time

TYPE = b"\x04"


def main() -> int:
    name = sys.argv[1]
    sodium = ctypes.CDLL("libsodium.so.23")
    public, secret, signature = (ctypes.create_string_buffer(size) for size in (32, 64, 64))
    sodium.crypto_sign_seed_keypair(public, secret, hashlib.sha256(name.encode()).digest())
    key_id = hashlib.sha256(name.encode() + b"\n" + TYPE + public.raw).digest()[:4]

    head = sys.stdin.buffer.read()
    now = int(time.time())
    message = f"cosignature/v1\ntime {now}\n".encode() + head[: head.index(b"\n\n") + 1]
    sodium.crypto_sign_detached(signature, None, message, ctypes.c_ulonglong(len(message)), secret)
    line = base64.b64encode(key_id + now.to_bytes(8, "big") + signature.raw).decode()
    sys.stdout.buffer.write(head + f"— {name} {line}\n".encode())
    print(f"{name}+{key_id.hex()}+{base64.b64encode(TYPE + public.raw).decode()}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
