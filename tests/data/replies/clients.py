#!/usr/bin/env python3
"""Runs well-known clients against servers that send the files of this folder, and prints the table.

Each client gets its own server on 127.0.0.1, which sends the bytes of one file in their place (as the
greeting or as the answer to PASS) and otherwise behaves as usual. The meaning of the cells:

    logged in              the client says so, or continues as after a login
    logged in, no PASS     the same, and it never sent the password
    refused                it says that the login was refused
    waits                  the client did not finish within its time limit (12 seconds)
    error                  it gave up with another error
    PASS for ever          it sent the password more than 20 times
    reads on               the same, but it was still reading: a file that is named endless is sent again and
                           again
    takes 64 MiB           it read all of that
    -                      the client is not installed

usage: clients.py [--case NAME]... [--client NAME=PROGRAM]...

PROGRAM is called with the port; it logs in to 127.0.0.1 as bob with the password secret and prints one of
the first words above ("logged in", "refused", "error"). For basic-ftp, NODE_PATH has to name its folder.
The column `ours` is not made here: a test checks it.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

FOLDER = pathlib.Path(__file__).parent
LIMIT = 12
MOST = 64 << 20


def unescape(text):
    def byte(match):
        escape = match.group(1)
        named = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"0": b"\0", b"\\": b"\\"}
        return named[escape] if escape in named else bytes([int(escape[1:], 16)])

    return re.sub(rb"\\(x..|.)", byte, text.encode())


def read(path):
    data, greeting, segments = b"", False, 0
    for line in path.read_text().splitlines():
        if line.startswith("< "):
            data += unescape(line[2:])
        elif line.startswith("*"):
            times, part = line[1:].split(" ", 1)
            data += unescape(part) * int(times)
        elif line.startswith("at: "):
            greeting = line == "at: greeting"
        elif line.startswith("segments: "):
            segments = int(line[10:])
        elif line == "strict:":
            break
    return data, greeting, segments


class Server(threading.Thread):
    """One connection, then no more."""

    def __init__(self, name):
        super().__init__(daemon=True)
        self.name = name
        self.data, self.greeting, self.segments = read(FOLDER / f"{name}.txt")
        self.commands = []
        self.sent = 0
        self.gone = False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def run(self):
        try:
            self.connection, _ = self.listener.accept()
            self.listener.close()
            self.connection.settimeout(LIMIT * 4)
            self.serve()
        except OSError:
            pass
        self.gone = True

    def say(self, data, odd=False):
        if odd and self.segments:
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for at in range(0, len(data), self.segments):
                self.connection.sendall(data[at : at + self.segments])
                threading.Event().wait(0.02)
            return
        self.connection.sendall(data)
        while odd and self.name.startswith("endless") and self.sent < MOST:
            self.connection.sendall(data)
            self.sent += len(data)

    def serve(self):
        self.say(self.data if self.greeting else b"220 ready\r\n", self.greeting)
        for line in self.connection.makefile("rb"):
            verb = line[:4].strip().upper().decode("latin-1")
            self.commands.append(verb)
            odd = verb == "PASS" and not self.greeting
            answers = {"USER": b"331 password please\r\n", "QUIT": b"221 bye\r\n", "PWD": b'257 "/"\r\n',
                       "SYST": b"215 UNIX Type: L8\r\n", "TYPE": b"200 ok\r\n", "NOOP": b"200 ok\r\n",
                       "PASS": b"230 welcome\r\n"}
            self.say(self.data if odd else answers.get(verb, b"500 what\r\n"), odd)
            if len(self.commands) > 200:
                return

    def went_on(self):
        before = {"USER", "PASS", "QUIT", "AUTH", "FEAT", "ACCT", "OPTS", ""}
        return any(verb not in before for verb in self.commands)


def run(command, **more):
    try:
        done = subprocess.run(command, capture_output=True, timeout=LIMIT * 3, **more)
        return done.returncode, (done.stdout + done.stderr).decode("latin-1")
    except subprocess.TimeoutExpired:
        return None, ""


def word(output):
    last = output.strip().splitlines()[-1:] or ["error"]
    return last[0] if last[0] in ("logged in", "refused", "waits") else "error"


def curl(server):
    url = f"ftp://bob:secret@127.0.0.1:{server.port}/"
    code, _ = run(["curl", "-s", "-m", str(LIMIT), url])
    if server.went_on():
        return "logged in"
    return {67: "refused", 28: "waits"}.get(code, "error")


def wget(server):
    url = f"ftp://bob:secret@127.0.0.1:{server.port}/x"
    code, output = run(["wget", "-T", str(LIMIT), "-t", "1", "-O", "/dev/null", url])
    if server.went_on():
        return "logged in"
    return "refused" if code == 6 or "Login incorrect" in output else "error"


def lftp(server):
    script = (f"set ftp:ssl-allow no; set ftp:use-feat no; set net:max-retries 1; set net:timeout {LIMIT};"
              f"set net:reconnect-interval-base 1; set cmd:trace no; debug 3;"
              f"open -u bob,secret -p {server.port} 127.0.0.1; quote NOOP")
    with tempfile.TemporaryDirectory() as home:
        _, output = run(["lftp", "-c", script], env={**os.environ, "HOME": home})
    if "NOOP" in server.commands:  # it says PWD in advance
        return "logged in"
    return "refused" if "Login failed" in output else "error"


def library(text):
    return lambda server: word(run([sys.executable, "-c", text, str(server.port), str(LIMIT)])[1])


ftplib = library("""
import ftplib, sys
try:
    ftp = ftplib.FTP(timeout=int(sys.argv[2]))
    ftp.connect("127.0.0.1", int(sys.argv[1]))
    ftp.login("bob", "secret")
    print("logged in")
except ftplib.error_reply: print("error")
except (ftplib.error_perm, ftplib.error_temp): print("refused")
except TimeoutError: print("waits")
except Exception: print("error")
""")


def perl(server):
    text = """
use Net::FTP; my ($port, $limit) = @ARGV;
my $ftp = Net::FTP->new("127.0.0.1", Port => $port, Timeout => $limit);
if (!$ftp) { print $@ =~ /imeout/ ? "waits" : "error"; exit }
print $ftp->login("bob", "secret") ? "logged in" : $ftp->message =~ /imeout/ ? "waits"
    : $ftp->code =~ /^[45]/ && $ftp->code ne "599" ? "refused" : "error";
"""
    return word(run(["perl", "-e", text, str(server.port), str(LIMIT)])[1])


def basic_ftp(server):
    text = """
const ftp = require("basic-ftp"), client = new ftp.Client(Number(process.argv[2]) * 1000);
client.connect("127.0.0.1", Number(process.argv[1])).then(() => client.login("bob", "secret"))
    .then(() => console.log("logged in"))
    .catch(e => console.log(/imeout/.test(e) ? "waits" : e.code >= 400 && e.code < 600 ? "refused" : "error"))
    .then(() => process.exit());
"""
    return word(run(["node", "-e", text, str(server.port), str(LIMIT)])[1])


def other(program):
    return lambda server: word(run([program, str(server.port)])[1])


def cell(name, client):
    if client is None:
        return "-"
    server = Server(name)
    server.start()
    began = time.monotonic()
    said = client(server)
    if said == "error" and time.monotonic() - began > LIMIT * 0.9:
        said = "waits"
    server.join(1)
    if server.commands.count("PASS") > 20:
        return "PASS for ever"
    if server.sent >= MOST:
        return "takes 64 MiB"
    if said == "waits" and name.startswith("endless"):
        return "reads on"
    if said == "logged in":
        return "logged in" if "PASS" in server.commands else "logged in, no PASS"
    return said


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--case", action="append")
    options.add_argument("--client", action="append", default=[], metavar="NAME=PROGRAM")
    options = options.parse_args()
    node = "NODE_PATH" in os.environ and shutil.which("node")
    clients = {name: other(program) for name, program in (client.split("=", 1) for client in options.client)}
    for name, client in [("curl", curl), ("wget", wget), ("lftp", lftp)]:
        clients[name] = client if shutil.which(name) else None
    clients["ftplib"] = ftplib
    clients["Net::FTP"] = perl if shutil.which("perl") else None
    clients["basic-ftp"] = basic_ftp if node else None
    cases = options.case or sorted(path.stem for path in FOLDER.glob("*.txt"))
    print("\t".join(["case", *clients]))
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        rows = [(case, [pool.submit(cell, case, client) for client in clients.values()]) for case in cases]
        for case, cells in rows:
            print("\t".join([case, *(cell.result() for cell in cells)]), flush=True)


main()
