"""A client over asyncio only: logs in and fetches a file, without TLS.

    python asyncio_client.py HOST PORT USER PASSWORD PATH TO
"""

import asyncio
import sys

import ftp_proto

LIMIT = 20.0
REACH = {"ConnectionRefusedError": "refused", "TimeoutError": "silent"}


class Connection:
    """A control connection, and the data connection of the transfer in progress."""

    def __init__(self, host, reader, writer):
        self.host, self.reader, self.writer = host, reader, writer
        self.data = None

    @classmethod
    async def open(cls, host, port):
        reader, writer = await asyncio.wait_for(asyncio.open_connection(host, port), LIMIT)
        return cls(writer.get_extra_info("peername")[0], reader, writer)

    async def drive(self, dialogue, sink=None):
        """Drives until nothing more is wanted of either connection; `sink` takes the bytes of a file."""
        reading = moving = moves = replies = None
        now = asyncio.get_running_loop().time
        try:
            while True:
                wants = dialogue.wants()
                if wants.control == "done" and wants.data == "idle":
                    return
                # One limit for each command and its reply, in however many pieces they are written and read.
                if wants.control == "poll" or wants.replies != replies:
                    replies, deadline = wants.replies, now() + LIMIT
                # Do first what can be done at once.
                if wants.control == "start_tls":
                    dialogue.happened("tls_failed", reason="unavailable")  # this client has none, and says so
                    continue
                if wants.control == "send":
                    await self.send(dialogue, wants.send, deadline - now())
                    continue
                if reading is None and wants.control in ("poll", "receive"):
                    reading = asyncio.ensure_future(self.reader.read(4096))
                if wants.control == "poll":
                    for _ in range(3):  # what the socket has goes through the loop into the reader, and to us
                        await asyncio.sleep(0)
                    if not reading.done():
                        dialogue.happened("pending")
                        continue
                # Everything else waits on both connections.
                if moving is not None and wants.data != moves:
                    moving.cancel()
                    moving = None
                if moving is None and wants.data not in ("idle", "hold"):
                    moving, moves = asyncio.ensure_future(self.move(wants, sink)), wants.data
                waited = {task for task in (reading, moving) if task is not None}
                left = deadline - now()
                done, _ = await asyncio.wait(waited, timeout=max(left, 0), return_when=asyncio.FIRST_COMPLETED)
                if reading in done and left > 0:
                    self.received(dialogue, reading)
                    reading = None
                    continue
                deadline = now() + LIMIT
                if moving in done:
                    event, details = moving.result()
                    moving = None
                    dialogue.happened(event, **details)
                elif wants.control == "done":
                    dialogue.happened("data_timed_out")
                else:
                    dialogue.happened("timed_out")
        finally:
            for task in (reading, moving):
                if task is not None:
                    task.cancel()

    async def send(self, dialogue, line, left):
        try:
            self.writer.write(line)
            await asyncio.wait_for(self.writer.drain(), left)
            dialogue.happened("sent", count=len(line))
        except OSError:
            dialogue.happened("broken")
        except asyncio.TimeoutError:
            dialogue.happened("timed_out")

    @staticmethod
    def received(dialogue, reading):
        if reading.exception() is not None:
            dialogue.happened("broken")
        elif reading.result():
            dialogue.happened("bytes", reading.result())
        else:
            dialogue.happened("eof")

    async def move(self, wants, sink):
        """Does what is wanted of the data connection, or a part of it, and returns what happened."""
        if wants.data == "connect":
            try:
                host = wants.address or self.host
                self.data = await asyncio.wait_for(asyncio.open_connection(host, wants.port), LIMIT)
                return "data_connected", {}
            except (OSError, asyncio.TimeoutError) as error:
                return "data_unreachable", {"reason": REACH.get(type(error).__name__, "other")}
        if wants.data in ("close", "reset"):
            if self.data is not None:
                self.data[1].transport.abort() if wants.data == "reset" else self.data[1].close()
            self.data = None
            return "data_gone", {}
        if wants.data in ("listen", "accept"):
            return "data_unreachable", {"reason": "other"}  # this client does not let the server connect
        if wants.data == "secure":
            return "data_tls_failed", {"reason": "unavailable"}
        try:
            piece = await self.data[0].read(1 << 16)
        except ConnectionResetError:
            return "data_ended", {"reason": "reset"}
        except OSError:
            return "data_ended", {"reason": "broken"}
        if not piece:
            return "data_ended", {"reason": "fin"}
        sink(piece)
        return "data_moved", {"count": len(piece)}

    async def close(self):
        self.writer.close()
        try:
            await self.writer.wait_closed()
        except OSError:
            pass


async def log_in(connection, config):
    login = ftp_proto.Login(config)
    await connection.drive(login)
    session = login.finish()
    session.hide(config)  # the login has forgotten the password, and a server may repeat it all the same
    return session


async def fetch(host, port, user, password, path, sink):
    """Fetches a file and returns the report."""
    connection = await Connection.open(host, port)
    try:
        config = ftp_proto.LoginConfig(user, password, tls="danger_cleartext", binary=True)
        session = await log_in(connection, config)
        transfer = session.transfer("RETR", path)
        await connection.drive(transfer, sink)
        report = transfer.finish()
        if session.health == "in_sync":  # otherwise there is nobody to say goodbye to, and the report is what counts
            session.command("QUIT")
            await connection.drive(session)
        return report
    finally:
        await connection.close()


class File:
    """A file that is opened when its first bytes come, or when a download is complete without any: an existing file is not truncated any
    earlier."""

    def __init__(self, path):
        self.path, self.file = path, None

    def write(self, piece):
        if self.file is None:
            self.file = open(self.path, "wb")
        self.file.write(piece)

    def close(self):
        if self.file is not None:
            self.file.close()


def main(host, port, user, password, path, to):
    file = File(to)
    try:
        report = asyncio.run(fetch(host, int(port), user, password, path, file.write))
        if report.is_complete:
            file.write(b"")
    except ftp_proto.LoginError as error:
        print(error, error.diagnosis, sep="\n")
        return 1
    finally:
        file.close()
    print(f"{path}: {report}, {report.moved} bytes")
    return 0 if report.is_complete else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
