"""Runs pyftpdlib on 127.0.0.1 with the options that the tests need. The folder contains home/, anonymous/ and server.pem."""

import argparse
import logging
import pathlib
import sys

if "--tls" not in sys.argv:
    # Loading it would take half of the start-up time.
    sys.modules["OpenSSL"] = None

from pyftpdlib.authorizers import AuthenticationFailed, DummyAuthorizer, _Base
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

arguments = argparse.ArgumentParser()
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("port", type=int)
arguments.add_argument("--user", nargs=2, action="append", metavar=("NAME", "PASSWORD"))
arguments.add_argument("--rejected", action="append")
arguments.add_argument("--anonymous", action="store_true")
arguments.add_argument("--tls", choices=["offered", "required", "implicit", "data"])
arguments.add_argument("--masquerade")
arguments.add_argument("--without", action="append", default=[], metavar="COMMAND")
arguments.add_argument("--permissions", default="elradfmwMT")
arguments.add_argument("--max-connections", type=int, default=0)
arguments.add_argument("--max-per-address", type=int, default=0)
arguments = arguments.parse_args()


class Authorizer(DummyAuthorizer):
    """Rejects users as UnixAuthorizer does, which would need system users."""

    def validate_authentication(self, username, password, handler):
        if username in arguments.rejected:
            raise AuthenticationFailed(_Base.msg_rejected_user % username)
        super().validate_authentication(username, password, handler)


def handler():
    """Returns the handler of a session; the module has the TLS one only with TLS support."""
    if not arguments.tls:
        return FTPHandler

    from pyftpdlib.handlers import TLS_FTPHandler

    class ImplicitTlsHandler(TLS_FTPHandler):
        """Starts TLS before the greeting."""

        def handle(self):
            self.secure_connection(self.ssl_context)

        def handle_ssl_established(self):
            super().handle()

    return ImplicitTlsHandler if arguments.tls == "implicit" else TLS_FTPHandler


logging.basicConfig(level=logging.INFO, stream=sys.stderr)

authorizer = Authorizer()
for name, password in arguments.user:
    home = arguments.folder / "home" / name
    missing = not home.exists()
    home.mkdir(exist_ok=True)
    authorizer.add_user(name, password, str(home), perm=arguments.permissions)
    if missing:
        home.rmdir()  # add_user insists on it, a login does not
if arguments.anonymous:
    authorizer.add_anonymous(str(arguments.folder / "anonymous"))

parent = handler()


class Handler(parent):
    pass


Handler.authorizer = authorizer
Handler.masquerade_address = arguments.masquerade
Handler.proto_cmds = {name: what for name, what in parent.proto_cmds.items() if name not in arguments.without}
if arguments.tls:
    Handler.certfile = str(arguments.folder / "server.pem")
    Handler.tls_control_required = arguments.tls == "required"
    Handler.tls_data_required = arguments.tls == "data"

server = FTPServer(("127.0.0.1", arguments.port), Handler)
if arguments.max_connections:
    server.max_cons = arguments.max_connections + 1  # it counts the socket that listens
server.max_cons_per_ip = arguments.max_per_address
server.serve_forever()
