"""A PostgreSQL server of its own for the tests that are marked for it; a missing server is a failure, not a skip."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh cluster, 'postgresql+psycopg://postgres@127.0.0.1:PORT'."""
    folder = Path(tempfile.mkdtemp(prefix="extractor-pg-"))
    as_root = os.geteuid() == 0  # the server refuses to run as root
    if as_root:
        shutil.chown(folder, USER, USER)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def call(name: str, *arguments: str) -> None:
        command = [str(_binary(name)), *arguments]
        if as_root:
            command = ["runuser", "-u", USER, "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    data = str(folder / "data")
    call("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}"
    finally:
        call("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _binary(name: str) -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}")) or [Path(shutil.which(name) or "")]
    assert found[-1].name == name, f"no '{name}' here: install PostgreSQL"
    return found[-1]
