"""Files under the SHA-256 of their bytes: the same bytes are kept once, and never half."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PARTIAL = ".partial-"


class Blobs:
    """A folder of files, 'ab/cdef…' for the SHA-256 'abcdef…'."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def put(self, data: bytes) -> str:
        """The SHA-256 of the bytes, kept. Written to another name, flushed to the disk, and renamed."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_PARTIAL, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
        return sha256

    def path(self, sha256: str) -> Path:
        """Where the bytes with this SHA-256 are, or would be."""
        return self.root / sha256[:2] / sha256[2:]

    def has(self, sha256: str) -> bool:
        """True where the bytes are kept."""
        return self.path(sha256).exists()

    def clean(self) -> int:
        """Remove what an interrupted run left half written; how many files that were."""
        partial = list(self.root.glob(f"*/{_PARTIAL}*"))
        for path in partial:
            path.unlink(missing_ok=True)
        return len(partial)

    def verify(self) -> Iterator[str]:
        """The SHA-256 of each file whose bytes have another one now."""
        for path in sorted(self.root.glob("*/*")):
            if path.name.startswith(_PARTIAL):
                continue
            with path.open("rb") as file:
                actual = hashlib.file_digest(file, "sha256").hexdigest()
            if actual != path.parent.name + path.name:
                yield path.parent.name + path.name


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
