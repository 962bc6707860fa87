"""ftplib with diagnosed errors: each says why the server refused, and what to do.

    python ftplib_diagnosis.py HOST [PORT [USER [PASSWORD]]]
"""

import ftplib
import socket
import ssl
import sys

import ftp_proto


class Diagnosed(ftplib.FTP_TLS):
    """`ftplib.FTP_TLS` whose errors have a `diagnosis`."""

    def __init__(self, *args, **kwargs):
        self.transcript = ftp_proto.Transcript()
        super().__init__(*args, **kwargs)

    def connect(self, *args, **kwargs):
        return self._diagnosed(super().connect, *args, **kwargs)

    def login(self, user="", passwd="", *args, **kwargs):
        if passwd:
            self.transcript.hide(passwd)
        return self._diagnosed(super().login, user, passwd, *args, **kwargs)

    def sendcmd(self, cmd):
        return self._diagnosed(super().sendcmd, cmd)

    def voidcmd(self, cmd):
        return self._diagnosed(super().voidcmd, cmd)

    def voidresp(self):  # after the data of a transfer
        return self._diagnosed(super().voidresp)

    def ntransfercmd(self, cmd, rest=None):
        return self._diagnosed(super().ntransfercmd, cmd, rest)

    def auth(self):
        reply = self._diagnosed(super().auth)
        self.transcript.tls_up()
        return reply

    def putline(self, line):
        self.transcript.sent(line.encode(self.encoding))
        super().putline(line)

    def getmultiline(self):
        reply = super().getmultiline()
        self.transcript.received((reply + "\n").encode(self.encoding))
        return reply

    def _diagnosed(self, call, *args, **kwargs):
        try:
            return call(*args, **kwargs)
        except (ftplib.Error, EOFError, OSError) as error:
            if not hasattr(error, "diagnosis"):
                self._note(error)
                error.diagnosis = self.transcript.diagnose()
            raise

    def _note(self, error):
        if isinstance(error, ssl.SSLCertVerificationError):
            self.transcript.tls_failed("untrusted")
        elif isinstance(error, ssl.SSLError):
            self.transcript.tls_failed()
        elif isinstance(error, socket.timeout):
            self.transcript.timed_out()
        elif isinstance(error, EOFError):
            self.transcript.closed()


def main(host, port="21", user="anonymous", password="guest"):
    ftp = Diagnosed(timeout=20)
    try:
        with ftp:
            ftp.connect(host, int(port))
            ftp.login(user, password)
            ftp.prot_p()
            print("\n".join(ftp.nlst()))
    except (ftplib.Error, EOFError, OSError) as error:
        print(f"{type(error).__name__}: {error}")
        diagnosis = getattr(error, "diagnosis", None) or ftp.transcript.diagnose()  # a data connection broke
        for cause in diagnosis.causes:
            print(f"{cause.name} ({cause.confidence}): {cause.because}")
        for step in diagnosis.advice:
            print(f"- {step}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
