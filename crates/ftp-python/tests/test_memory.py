"""What remains of a password in a process's memory."""

import subprocess
import sys

import pytest

# Long enough that most of it survives what an allocator writes over freed memory.
PASSWORD = bytes(range(33, 127))
CHILD = """
import sys, ftp_proto
password = bytearray(number ^ 255 for number in map(int, sys.stdin.readline().split()))
config = ftp_proto.LoginConfig("alice", password, account=password)
transcript = ftp_proto.Transcript()
transcript.hide(password)
password[:] = bytes(len(password))
print("kept", flush=True)
sys.stdin.readline()
del config, transcript
print("gone", flush=True)
sys.stdin.readline()
"""


def copies(process):
    """Returns how often the middle of the password occurs in the process's writable memory."""
    found = 0
    with open(f"/proc/{process.pid}/maps") as maps, open(f"/proc/{process.pid}/mem", "rb", buffering=0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            if rights.startswith("rw"):
                start, end = (int(number, 16) for number in place.split("-"))
                memory.seek(start)
                try:
                    found += memory.read(end - start).count(PASSWORD[32:64])
                except OSError:
                    pass  # of the kernel
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")
def test_no_copy_of_a_password_outlives_what_it_was_given_to():
    words = [sys.executable, "-c", CHILD]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        child.stdin.write(" ".join(str(byte ^ 255) for byte in PASSWORD) + "\n")
        child.stdin.flush()
        try:
            assert child.stdout.readline() == "kept\n"
            assert copies(child) > 0
            child.stdin.write("\n")
            child.stdin.flush()
            assert child.stdout.readline() == "gone\n"
            assert copies(child) == 0
        finally:
            child.stdin.close()
