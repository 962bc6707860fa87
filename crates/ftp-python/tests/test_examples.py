"""The examples against servers that break off, or report that late."""

import asyncio
import ftplib
import socket
import threading
import time

import asyncio_client
import ftp_proto
import ftplib_diagnosis
import pytest

SAYS = {"USER": "331 x", "PASS": "230 x", "SIZE": "213 5", "QUIT": "221 x"}


@pytest.fixture
def server():
    """Starts a server that accepts one login. It sends b"abc" for a file or listing; `before` and `after` are its replies before and
    after that, with no reply before it if `before` is missing. It closes after the last reply if told to."""
    running = []

    def start(before, after, closes=False):
        def run():
            control, _ = listener.accept()
            listening = None
            with control, control.makefile("rb") as lines:
                say = lambda text: control.sendall(text.encode() + b"\r\n")
                say("220 x")
                for line in lines:
                    verb = line.split()[0].decode().upper()
                    if verb in ("EPSV", "PASV"):
                        listening = socket.create_server(("127.0.0.1", 0))
                        port = listening.getsockname()[1]
                        pasv = f"227 x (127,0,0,1,{port >> 8},{port & 255})"
                        say(f"229 x (|||{port}|)" if verb == "EPSV" else pasv)
                    elif verb in ("RETR", "NLST"):
                        if before:
                            say(before)
                            data, _ = listening.accept()
                            data.sendall(b"abc")
                            data.close()
                        if after:
                            say(after)
                        if closes:
                            return
                    else:
                        say(SAYS.get(verb, "200 x"))

        listener = socket.create_server(("127.0.0.1", 0))
        running.append(threading.Thread(target=run, daemon=True))
        running[-1].start()
        return listener.getsockname()[1]

    yield start
    for thread in running:
        thread.join(timeout=20)


def fetch(port, sink):
    return asyncio.run(asyncio_client.fetch("127.0.0.1", port, "alice", "hunter2", "file", sink))


@pytest.mark.parametrize(
    "before, after, ending",
    [(None, "421 Timeout", "refused"), ("150 x", None, "final_reply_lost")],
)
def test_asyncio_has_its_report_where_the_server_closed(server, before, after, ending):
    report = fetch(server(before, after, closes=True), bytearray().extend)
    assert (report.ending, report.moved) == (ending, 3 if before else 0)


def test_asyncio_has_one_limit_for_a_whole_reply(monkeypatch):
    monkeypatch.setattr(asyncio_client, "LIMIT", 0.5)
    listener = socket.create_server(("127.0.0.1", 0))

    def drip():
        control, _ = listener.accept()
        with control:
            try:
                for letter in b"220 a greeting that takes too long\r\n":
                    control.sendall(bytes([letter]))
                    time.sleep(0.1)
                control.sendall(b"331 x\r\n230 x\r\n")
            except OSError:
                pass  # the client has gone

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    with pytest.raises(ftp_proto.LoginError) as failed:
        fetch(listener.getsockname()[1], bytearray().extend)
    assert failed.value.kind == "timed_out"
    thread.join(timeout=20)


def test_a_file_is_emptied_by_none_that_is_refused(server, tmp_path):
    to = tmp_path / "to"
    to.write_bytes(b"as before")
    main = lambda port: asyncio_client.main("127.0.0.1", port, "alice", "hunter2", "file", str(to))
    assert main(server(None, "550 none")) == 1
    assert to.read_bytes() == b"as before"
    main(server("150 x", "226 x"))
    assert to.read_bytes() == b"abc"


def test_an_error_behind_the_data_carries_its_diagnosis(server):
    with ftplib_diagnosis.Diagnosed(timeout=5) as ftp:
        ftp.connect("127.0.0.1", server("150 x", "550 No such directory"))
        ftp.login("alice", "hunter2", secure=False)
        with pytest.raises(ftplib.error_perm) as error:
            ftp.nlst()
    assert isinstance(error.value.diagnosis, ftp_proto.Diagnosis)
    assert (error.value.diagnosis.outcome, error.value.diagnosis.code) == ("transfer_failed", 550)
