"""The examples against real servers."""

import asyncio
import ftplib
import ssl

import asyncio_client
import ftp_proto
import ftplib_diagnosis
import pytest
from conftest import PASSWORD, USER

FILE = bytes(range(256)) * 3000


@pytest.mark.parametrize("server", ["vsftpd", "pyftpdlib"])
def test_an_error_of_ftplib_carries_its_diagnosis(serve, server):
    running = serve(server, "Plain")
    ftp = ftplib_diagnosis.Diagnosed(timeout=20)
    ftp.connect("127.0.0.1", running.port)
    with pytest.raises(ftplib.error_perm) as error:
        ftplib.FTP.login(ftp, USER, "hunter2")
    ftp.close()
    diagnosis = error.value.diagnosis
    assert (diagnosis.outcome, diagnosis.phase, diagnosis.code) == ("refused", "pass", 530)
    assert diagnosis.causes[0].name == "wrong_credentials"
    assert "hunter2" not in diagnosis.json


def test_the_diagnosis_of_a_login_that_needs_tls(serve):
    running = serve("vsftpd", "TlsRequired")
    ftp = ftplib_diagnosis.Diagnosed(timeout=20)
    ftp.connect("127.0.0.1", running.port)
    with pytest.raises(ftplib.error_perm) as error:
        ftplib.FTP.login(ftp, USER, PASSWORD)
    ftp.close()
    cause = error.value.diagnosis.causes[0]
    assert (cause.name, cause.confidence) == ("tls_required", "certain")


def test_ftplib_still_works_with_it(serve):
    running = serve("vsftpd", "TlsRequired")
    (running.home / "file").write_bytes(FILE)
    context = ssl.create_default_context(cafile=running.ca)
    received = bytearray()
    with ftplib_diagnosis.Diagnosed(timeout=20, context=context) as ftp:
        ftp.connect("localhost", running.port)
        ftp.login(USER, PASSWORD)
        ftp.prot_p()
        ftp.retrbinary("RETR file", received.extend)
        with pytest.raises(ftplib.error_perm) as error:
            ftp.retrbinary("RETR none", received.extend)
    assert received == FILE
    assert error.value.diagnosis.outcome == "transfer_failed"


def test_a_certificate_that_is_not_trusted(serve):
    running = serve("vsftpd", "TlsRequired")
    ftp = ftplib_diagnosis.Diagnosed(timeout=20, context=ssl.create_default_context())
    ftp.connect("localhost", running.port)
    with pytest.raises(ssl.SSLCertVerificationError) as error:
        ftp.login(USER, PASSWORD)
    ftp.close()
    assert error.value.diagnosis.causes[0].name == "certificate_untrusted"


@pytest.mark.parametrize("server", ["vsftpd", "pyftpdlib"])
def test_asyncio_logs_in_and_fetches_a_file(serve, server):
    running = serve(server, "Plain")
    (running.home / "file").write_bytes(FILE)
    received = bytearray()
    fetch = asyncio_client.fetch("127.0.0.1", running.port, USER, PASSWORD, "file", received.extend)
    report = asyncio.run(fetch)
    assert (report.ending, report.moved, str(report)) == ("complete", len(FILE), "complete")
    assert received == FILE


def test_asyncio_says_why_there_is_no_login_and_no_file(serve):
    running = serve("vsftpd", "Plain")
    with pytest.raises(ftp_proto.LoginError) as error:
        asyncio.run(asyncio_client.fetch("127.0.0.1", running.port, USER, "hunter2", "file", None))
    assert error.value.reply.code == 530
    assert error.value.diagnosis.causes[0].name == "wrong_credentials"
    report = asyncio.run(asyncio_client.fetch("127.0.0.1", running.port, USER, PASSWORD, "none", None))
    assert (report.ending, report.detail, report.refusal) == ("refused", "command", "file_unavailable")
