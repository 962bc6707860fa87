"""Real servers, started by the tests of the workspace."""

import os
import pathlib
import subprocess
import sys
from collections import namedtuple

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples"
sys.path.insert(0, str(EXAMPLES))

USER, PASSWORD = "alice", "correct horse"

Server = namedtuple("Server", "port ca home")


@pytest.fixture
def serve():
    """Starts a server, such as ("vsftpd", "Plain"). Skips the test if there is none and FTP_LIVE allows that."""
    running = []

    def start(server, setup):
        # cargo build -p ftp-tests --bin start-server
        program = os.environ.get("FTP_SERVE", ROOT / "target/debug/start-server")
        process = subprocess.Popen([program, server, setup], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(process)
        line = process.stdout.readline()
        if not line:
            assert process.wait() == 0, "the server did not start"
            pytest.skip(f"no {server}")
        port, ca, home = line.rstrip("\n").split("\t")
        return Server(int(port), ca, pathlib.Path(home))

    yield start
    for process in running:
        process.stdin.close()
        process.stdout.close()
        process.wait(timeout=20)
