"""The module without a server."""

import asyncio
import copy
import json
import os
import pickle
import subprocess
import sys

import asyncio_client
import ftp_proto
import pytest
from conftest import EXAMPLES

CURL = """* Connected to ftp.example.org (192.0.2.4) port 21
< 220 (vsFTPd 3.0.5)
> USER alice
< 331 Please specify the password.
> PASS hunter2
< 530 Login incorrect.
"""


def test_a_log_has_its_diagnosis():
    diagnosis = ftp_proto.diagnose(CURL)
    assert (diagnosis.outcome, diagnosis.phase, diagnosis.code) == ("refused", "pass", 530)
    first = diagnosis.causes[0]
    assert (first.name, first.confidence) == ("wrong_credentials", "likely")
    assert first.quote == "530 Login incorrect."
    assert diagnosis.advice
    parsed = json.loads(diagnosis.json)
    assert parsed["causes"][0]["cause"] == "wrong_credentials"
    assert "hunter2" not in diagnosis.json
    assert ftp_proto.diagnose(CURL.encode(), "curl").json == diagnosis.json
    with pytest.raises(ValueError, match="nothing of ftp"):
        ftp_proto.diagnose("nothing at all")
    with pytest.raises(ValueError, match="no kind of log"):
        ftp_proto.diagnose(CURL, "smoke signals")


def test_a_transcript_hides_passwords():
    transcript = ftp_proto.Transcript()
    transcript.received(b"220 x\r\n")
    transcript.sent("USER alice\r\n")
    transcript.received("331 x\r\n")
    transcript.sent("PASS hunter2\r\n")
    transcript.received("530 not hunter2\r\n")
    assert len(transcript) == 5
    assert "hunter2" not in "".join(transcript.entries())
    assert transcript.diagnose().phase == "pass"


def talk(login, *replies):
    """Returns what a login sends to a server with these replies."""
    replies, sent = iter(replies), b""
    while (wants := login.wants()).control != "done":
        if wants.control == "poll":
            login.happened("pending")
        elif wants.control == "send":
            sent += wants.send
            login.happened("sent", count=len(wants.send))
        else:
            login.happened("bytes", next(replies))
    return sent


def end_of(config, *replies):
    """The same for a new login. Returns what it sent, and the login."""
    login = ftp_proto.Login(config)
    return talk(login, *replies), login


def test_a_login_is_driven_without_a_socket():
    config = ftp_proto.LoginConfig("alice", "secret", tls="danger_cleartext")
    with pytest.raises(ftp_proto.NotNow):
        ftp_proto.Login(config).finish()
    sent, login = end_of(config, b"220 x\r\n", b"331 x\r\n", b"230 x\r\n")
    assert sent == b"USER alice\r\nPASS secret\r\n"
    session = login.finish()
    assert session.logged_in and session.health == "in_sync" and not session.encrypted
    with pytest.raises(ftp_proto.NotNow):
        session.outcome()
    transfer = session.transfer("LIST")
    with pytest.raises(ftp_proto.NotNow):
        session.command("PWD")
    assert transfer.finish().ending == "unfinished"
    session.command("PWD")


def test_a_login_goes_through_a_proxy():
    direct = ftp_proto.LoginConfig("alice", "secret", tls="danger_cleartext")
    sent, login = end_of(
        direct.through("open", "files.example.org:2121", "me", "s3cret"),
        *[b"220 proxy\r\n", b"331 x\r\n", b"230 x\r\n", b"220 server\r\n", b"331 x\r\n", b"230 x\r\n"],
    )
    lines = [b"USER me", b"PASS s3cret", b"OPEN files.example.org:2121", b"USER alice", b"PASS secret", b""]
    assert sent.split(b"\r\n") == lines
    assert login.finish().logged_in
    with pytest.raises(ValueError, match="proxy user"):
        direct.through("site", "files.example.org")
    with pytest.raises(ValueError, match="without a user"):
        direct.through("user_at_host", "files.example.org", password="s3cret")
    with pytest.raises(ValueError, match="is none of user_at_host, "):
        direct.through("socks", "files.example.org")


def replied(session, reply):
    """Returns the outcome of a command with these replies."""
    session.command("NOOP")
    session.happened("pending")
    session.happened("sent", count=6)
    session.happened("bytes", reply)
    return session.outcome()


def test_a_session_hides_every_secret_of_a_configuration():
    config = ftp_proto.LoginConfig("alice", "secret", account="ledger").through("open", "h", "me", "hunter2")
    session = ftp_proto.Session.take_over()
    session.hide(config.limited(lines=50))
    assert replied(session, b"200 secret ledger hunter2\r\n").reply.text == "*** *** ***"
    assert not any(word in str(session.transcript().entries()) for word in ("secret", "ledger", "hunter2"))


def test_the_client_over_asyncio_hides_what_the_server_repeats():
    class Connection:
        @staticmethod
        async def drive(login):
            talk(login, b"220 x\r\n", b"331 x\r\n", b"230 x\r\n")

    config = ftp_proto.LoginConfig("alice", "secret", tls="danger_cleartext")
    session = asyncio.run(asyncio_client.log_in(Connection, config))
    assert replied(session, b"200 secret\r\n").reply.text == "***"


def test_a_recovery_says_whether_it_leads_to_the_directory():
    for changes, lines in [(1, [b"CWD a\r\n"]), (70, [])]:
        session = ftp_proto.Session.take_over()
        assert session.recovery() is None
        for _ in range(changes):
            session.command("CWD", "a")
            session.happened("pending")
            session.happened("sent", count=7)
            session.happened("bytes", b"250 x\r\n")
            session.outcome()
        session.command("NOOP")
        session.happened("eof")
        session.outcome()
        recovery = session.recovery()
        assert (recovery.restore, recovery.directory_known) == (lines, bool(lines))
        assert recovery.replay == (b"NOOP\r\n" if lines else None)


def test_a_login_has_the_limits_that_are_given():
    config = ftp_proto.LoginConfig("alice", "secret", tls="danger_cleartext")
    greeting = b"220-" + b"x" * 100 + b"\r\n230 y\r\n"
    with pytest.raises(ftp_proto.LoginError, match="line at byte 0 of a reply is over 50 bytes"):
        end_of(config.limited(line=50), greeting)[1].finish()
    _, login = end_of(config.limited(ending="any_code"), greeting, b"331 x\r\n", b"230 x\r\n")
    assert login.finish().logged_in


def test_a_session_that_is_taken_over_has_the_limits_that_are_given():
    session = ftp_proto.Session.take_over(line=50)
    assert replied(session, b"200 " + b"x" * 100 + b"\r\n").name == "poisoned"
    session = ftp_proto.Session.take_over(ending="any_code")
    assert replied(session, b"220-a\r\n230 b\r\n").name == "final"


def asked(session):
    """Returns what a transfer sends to a server that has neither EPSV nor PASV."""
    transfer, lines, last = session.transfer("LIST"), b"", b""
    while (wants := transfer.wants()).control != "done":
        if wants.control == "poll":
            transfer.happened("pending")
        elif wants.control == "send":
            last, lines = wants.send, lines + wants.send
            transfer.happened("sent", count=len(last))
        else:
            replies = [b"200 x\r\n" if line == b"TYPE I" else b"500 x\r\n" for line in last.splitlines()]
            transfer.happened("bytes", b"".join(replies))
    transfer.finish()
    return lines


def test_a_session_knows_what_an_earlier_one_found_out():
    earlier, later = ftp_proto.Session.take_over(), ftp_proto.Session.take_over()
    assert asked(earlier) == b"TYPE I\r\nEPSV\r\nPASV\r\n"
    transfer = earlier.transfer("LIST")
    with pytest.raises(ftp_proto.NotNow):
        later.set_known(earlier)
    transfer.finish()
    later.set_known(earlier)
    assert asked(later).startswith(b"TYPE I\r\nPASV\r\n")


def test_what_is_wrong_is_an_exception():
    with pytest.raises(ValueError, match="user has a CR, LF or NUL"):
        ftp_proto.LoginConfig("a\r\nb", "x")
    with pytest.raises(ValueError, match="is none of required, implicit"):
        ftp_proto.LoginConfig("a", "x", tls="maybe")
    login = ftp_proto.Login(ftp_proto.LoginConfig("a", "hunter2"))
    with pytest.raises(ValueError, match="is no event"):
        login.happened("hooray")
    with pytest.raises(ValueError, match="no data connection"):
        login.happened("data_gone")
    login.happened("eof")
    with pytest.raises(ftp_proto.LoginError, match="connection closed at greeting") as error:
        login.finish()
    assert (error.value.kind, error.value.phase, error.value.fault) == ("closed", "greeting", "transport")
    assert error.value.diagnosis.outcome == "closed"
    assert error.value.reply is None
    assert "hunter2" not in repr(ftp_proto.LoginConfig("a", "hunter2"))


def test_an_answer_that_is_no_line_is_a_value_error():
    config = ftp_proto.LoginConfig("alice", "secret", tls="danger_cleartext")
    _, login = end_of(config, b"220 x\r\n", b"331 otp-md5 99 ke1234 ext\r\n")
    with pytest.raises(ftp_proto.LoginError) as error:
        login.finish()
    assert error.value.kind == "answer_wanted"
    for answer in ("a\r\nDELE b", b"a\n", "a\0"):
        with pytest.raises(ValueError, match="has a CR, LF or NUL"):
            login.answer(answer)
    login.answer("a b")
    with pytest.raises(ftp_proto.NotNow):
        login.answer("a b")


def test_a_greeting_is_for_a_start_where_one_was_read():
    config = ftp_proto.LoginConfig("alice", "secret", tls="danger_cleartext")
    for start in ("connected", "encrypted"):
        ftp_proto.Login(config, start=start)
        with pytest.raises(ValueError, match="before the greeting"):
            ftp_proto.Login(config, start=start, greeting=b"220 x\r\n")
    login = ftp_proto.Login(config, start="greeted", greeting=b"220 x\r\n")
    assert talk(login, b"331 x\r\n", b"230 x\r\n") == b"USER alice\r\nPASS secret\r\n"


def test_another_try_goes_in_clear_only_where_the_new_configuration_allows_it():
    config = ftp_proto.LoginConfig("alice", "secret", tls="danger_cleartext")
    _, login = end_of(config, b"220 x\r\n", b"331 x\r\n", b"530 x\r\n")
    with pytest.raises(ftp_proto.LoginError):
        login.finish()
    for tls in ("required", "implicit"):
        with pytest.raises(ValueError, match="in clear"):
            login.retry(ftp_proto.LoginConfig("bob", "hunter2", tls=tls))
    login.retry(ftp_proto.LoginConfig("bob", "hunter2", tls="danger_if_offered"))
    assert talk(login, b"331 x\r\n", b"530 x\r\n") == b"USER bob\r\nPASS hunter2\r\n"


def test_what_is_no_value_is_a_value_error_and_what_is_of_another_type_a_type_error():
    config = ftp_proto.LoginConfig("alice", "secret")
    login, session, transcript = ftp_proto.Login(config), ftp_proto.Session.take_over(), ftp_proto.Transcript()
    for call in (
        lambda: transcript.connected(70000),
        lambda: transcript.waited(-1),
        lambda: login.connected(-1),
        lambda: login.happened("sent", count=-1),
        lambda: session.happened("sent", count=2**64),
        lambda: session.transfer("RETR", "a", offset=-1),
        lambda: session.transfer("RETR", "a", size=2**64),
        lambda: config.limited(lines=-1),
        lambda: ftp_proto.parse_listing(b"", offset=40000),
        lambda: ftp_proto.Listing(now=2**70),
        lambda: ftp_proto.local_name(os.fsdecode(b"\xff.txt")),
        lambda: session.transfer("RETR", os.fsdecode(b"\xff.txt")),
        lambda: session.set_data(peer="localhost"),
    ):
        with pytest.raises(ValueError) as error:
            call()
        assert type(error.value) is ValueError
    with pytest.raises(ValueError, match="surrogate") as error:
        ftp_proto.LoginConfig("alice", "hunter2\udc80")
    assert "hunter2" not in repr(error.value) and error.value.__context__ is None
    for wrong in ([97, 98], (1, 2), range(65, 70), 5, None, memoryview(b"x")):
        with pytest.raises(TypeError):
            ftp_proto.LoginConfig("alice", wrong)
    with pytest.raises(TypeError):
        session.transfer("RETR", "a", offset=1.5)
    assert repr(ftp_proto.LoginConfig(bytearray(b"a"), bytearray(b"x"))) == repr(ftp_proto.LoginConfig("a", "x"))


def test_an_empty_path_is_none():
    session = ftp_proto.Session.take_over()
    for path in ("", b"", None):
        session.command("LIST", path)
        session.happened("pending")
        assert session.wants().send == b"LIST\r\n"
        session.happened("sent", count=6)
        session.happened("bytes", b"226 x\r\n")
        session.outcome()
        session.transfer("LIST", path).finish()


def test_an_address_may_have_a_scope():
    session = ftp_proto.Session.take_over()
    session.set_data(mode="active", peer="fe80::1%eth0")
    transfer, lines = session.transfer("LIST"), b""
    while b"EPRT" not in lines:
        wants = transfer.wants()
        if wants.data == "listen":
            transfer.happened("data_listening", address="fe80::2%eth0", port=9)
        elif wants.control == "send":
            lines += wants.send
            transfer.happened("sent", count=len(wants.send))
        elif wants.control == "poll":
            transfer.happened("pending")
        else:
            transfer.happened("bytes", b"200 x\r\n")
    assert b"EPRT |2|fe80::2|9|\r\n" in lines


@pytest.mark.parametrize("last", [b"530 no\r\n", b"530-a\r\n530-b\r\n530 c\r\n", b""])
def test_a_login_error_can_be_copied_and_pickled(last):
    config = ftp_proto.LoginConfig("alice", "secret", tls="danger_cleartext")
    login = ftp_proto.Login(config)
    talk(login, b"220 x\r\n", b"331 x\r\n", last) if last else login.happened("eof")
    with pytest.raises(ftp_proto.LoginError) as error:
        login.finish()
    shown = lambda one: [
        *(type(one), str(one), one.kind, one.phase, one.fault, one.same_connection, one.reply and one.reply.lines),
        *(one.diagnosis.json, one.diagnosis.outcome, one.diagnosis.phase, one.diagnosis.code, one.diagnosis.advice),
        *((cause.name, cause.confidence, cause.because, cause.quote) for cause in one.diagnosis.causes),
    ]
    error.value.of_mine = 5
    for again in (copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))):
        assert shown(again(error.value)) == shown(error.value)
        assert again(error.value).of_mine == 5


def test_replies_can_be_pickled():
    whole = ftp_proto.Decoder()
    whole.feed(b"220-a\r\n230 b\r\nbody\r\n530 c\r\n")
    for reply in [whole.finish(), *ftp_proto.Decoder().feed(b"\r\n200 a\r\n220-a\n b\n220 c\n")]:
        again = pickle.loads(pickle.dumps(reply))
        assert (again.code, again.lines, again.raw) == (reply.code, reply.lines, reply.raw)


def test_listings_and_replies():
    listing = b"total 8\r\n-rw-r--r--  1 a b 1234 Nov 27  2001 plain.txt\r\ndrwxr-xr-x 2 a b 4096 Feb 03 2001 sub\r\n"
    file, folder = ftp_proto.parse_listing(listing)
    assert (file.name, file.kind, file.size, file.modified) == (b"plain.txt", "file", 1234, "2001-11-27")
    assert (folder.kind, folder.size) == ("dir", None)
    (entry,) = ftp_proto.parse_listing("type=file;size=3; a b\r\n", format="mlsd")
    assert (entry.name, entry.facts) == (b"a b", {"type": b"file", "size": b"3"})
    whole = ftp_proto.Listing()
    items = whole.feed(listing[:20]) + whole.feed(listing[20:]) + whole.finish()
    assert [type(item).__name__ for item in items] == ["Line", "Entry", "Entry"]
    assert items[0].why == "summary"
    assert ftp_proto.local_name("a.txt") == b"a.txt"
    with pytest.raises(ValueError, match="separator"):
        ftp_proto.local_name(b"../x")
    decoder = ftp_proto.Decoder()
    (reply,) = decoder.feed(b"220-a\r\n220 b\r\n331")
    assert (reply.code, reply.text, reply.lines) == (220, "a\nb", [b"a", b"b"])
    with pytest.raises(ValueError, match="no reply code"):
        ftp_proto.Decoder().feed(b"what\r\n")


def test_limits_of_replies():
    assert len(ftp_proto.Decoder(line=11).feed(b"200 seven\r\n")) == 1
    for limits in [{"line": 5}, {"reply": 12}, {"lines": 2}]:
        with pytest.raises(ValueError):
            ftp_proto.Decoder(**limits).feed(b"200-seven\r\n more\r\n200 end\r\n")
    wrong_end = b"200-a\r\n250 b\r\n"
    assert len(ftp_proto.Decoder(ending="any_code").feed(wrong_end)) == 1
    assert ftp_proto.Decoder().feed(wrong_end) == []


def test_replies_before_what_is_no_reply_are_given():
    decoder = ftp_proto.Decoder()
    replies = decoder.feed(b"220 hi\r\n421 Too many connections\r\nhello\r\n")
    assert [reply.code for reply in replies] == [220, 421]
    for late in (lambda: decoder.feed(b""), lambda: decoder.feed(b"220 hi\r\n"), decoder.finish):
        with pytest.raises(ValueError, match="no reply code"):
            late()


def test_an_entry_is_shown_where_bytes_are_not_to_be_text():
    show = "import ftp_proto; print(ftp_proto.parse_listing(b'type=file; a b\\r\\n', format='mlsd'))"
    done = subprocess.run([sys.executable, "-bb", "-c", show], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[Entry(file, b'a b')]\n", "")


def test_the_first_lines_say_why():
    assert (EXAMPLES / "why.py").read_text() in (EXAMPLES.parent / "README.md").read_text()
    done = subprocess.run([sys.executable, EXAMPLES / "why.py"], capture_output=True, text=True, check=True)
    assert done.stdout == "tls_required: certain\n"
