from typing import Dict, List, Literal, Optional, Union, final

from typing_extensions import Self

from ._errors import LoginError as LoginError

# `str` goes over the wire as UTF-8; one with surrogates, as `os.fsdecode` makes them, is a ValueError. Only a `bytearray` with a password
# in it can be wiped by the caller.
_Text = Union[str, bytes, bytearray]

_TlsPolicy = Literal["required", "implicit", "danger_if_offered", "danger_cleartext"]
_Pipelining = Literal["in_step", "before_password", "with_password", "danger_with_password_in_clear"]
_ProxyStyle = Literal[
    "user_at_host", "proxy_login_first", "joined", "joined_account", "site", "open", "proxy_user_at_host"
]
_Start = Literal["connected", "encrypted", "greeted", "encrypted_and_greeted"]
_Control = Literal["done", "poll", "send", "receive", "start_tls"]
_Data = Literal[
    "idle", "connect", "listen", "accept", "hold", "secure", "read", "write", "finish", "close", "reset"
]
_ControlEvent = Literal["sent", "bytes", "pending", "eof", "broken", "timed_out", "tls_up", "tls_failed"]
_Event = Literal[
    "sent",
    "bytes",
    "pending",
    "eof",
    "broken",
    "timed_out",
    "tls_up",
    "tls_failed",
    "data_connected",
    "data_unreachable",
    "data_listening",
    "data_accepted",
    "data_stranger",
    "data_secured",
    "data_tls_failed",
    "data_moved",
    "data_source_ended",
    "data_caller_stopped",
    "data_caller_failed",
    "data_ended",
    "data_timed_out",
    "data_gone",
]
_TlsFailure = Literal[
    "untrusted",
    "expired",
    "name_mismatch",
    "version",
    "client_certificate_required",
    "not_tls",
    "closed",
    "timed_out",
    "unavailable",
    "other",
]
_Reason = Literal[
    # tls_failed, data_tls_failed
    "untrusted",
    "expired",
    "name_mismatch",
    "version",
    "client_certificate_required",
    "not_tls",
    "closed",
    "timed_out",
    "unavailable",
    "other",
    # data_unreachable
    "refused",
    "silent",
    "no_route",
    # data_ended
    "close_notify",
    "fin",
    "reset",
    "broken",
]
_Format = Literal[
    "mlsd",
    "eplf",
    "unix",
    "netware",
    "dos",
    "vms",
    "mvs",
    "os400",
    "nonstop",
    "cms",
    "os9",
    "size_first",
    "name_first",
    "columns",
    "dls",
    "names",
]
_Platform = Literal["unix", "windows", "any"]

class NotNow(RuntimeError):
    """It is not the time for this call."""

def diagnose(log: _Text, format: Optional[str] = None) -> Diagnosis:
    """What the log of a client or server shows, as people paste it. `format`: the kind of log, such as "curl"; it is found
    out otherwise. Raises ValueError where nothing of FTP is in it."""

@final
class Diagnosis:
    """What a conversation shows: how it ended, where, and why."""

    @property
    def outcome(self) -> str: ...
    @property
    def phase(self) -> str: ...
    @property
    def code(self) -> Optional[int]: ...
    @property
    def causes(self) -> List[Cause]:
        """The causes, the likeliest first."""
    @property
    def advice(self) -> List[str]: ...
    @property
    def json(self) -> str:
        """All of it as one JSON object on one line, as `ftp-doctor read --json` has it."""

@final
class Cause:
    """One possible cause, and what speaks for it."""

    @property
    def name(self) -> str: ...
    @property
    def confidence(self) -> Literal["certain", "likely", "possible"]: ...
    @property
    def because(self) -> str: ...
    @property
    def quote(self) -> Optional[str]: ...

@final
class Transcript:
    """What was sent and received, in order, within a limit and without secrets: of any client."""

    def __new__(cls) -> Self: ...
    def sent(self, lines: _Text) -> None:
        """Passwords are hidden on the way in, and wherever the server repeats them."""
    def received(self, data: _Text) -> None:
        """Whole replies, or pieces of them."""
    def hide(self, secret: _Text) -> None: ...
    def closed(self) -> None: ...
    def broken(self) -> None: ...
    def timed_out(self) -> None: ...
    def connected(self, port: int) -> None: ...
    def waited(self, seconds: int) -> None: ...
    def tls_up(self) -> None: ...
    def tls_failed(self, why: _TlsFailure = "other") -> None: ...
    def entries(self) -> List[str]: ...
    def diagnose(self) -> Diagnosis: ...
    def __len__(self) -> int: ...

@final
class LoginConfig:
    """Who logs in, and how: TLS is required, and nothing is asked for after the login, until it is said otherwise."""

    def __new__(
        cls,
        user: _Text,
        password: _Text,
        *,
        account: Optional[_Text] = None,
        tls: _TlsPolicy = "required",
        pipelining: _Pipelining = "before_password",
        host: Optional[_Text] = None,
        client: Optional[_Text] = None,
        features: bool = False,
        utf8: bool = False,
        binary: bool = False,
        password_to_challenge: bool = False,
    ) -> Self: ...
    def through(
        self, style: _ProxyStyle, host: _Text, user: Optional[_Text] = None, password: Optional[_Text] = None
    ) -> LoginConfig:
        """The same through an FTP proxy to `host`, which may have ":port" behind it. `user` and `password` are for the proxy
        itself; ValueError where the style needs them and they are missing, or for a password without a user."""
    def limited(
        self,
        *,
        line: Optional[int] = None,
        reply: Optional[int] = None,
        lines: Optional[int] = None,
        transcript: Optional[int] = None,
        preliminary: Optional[int] = None,
        ending: Literal["opening_code", "any_code"] = "opening_code",
    ) -> LoginConfig:
        """The same with these limits, and the defaults for those that are not given: bytes in a line and in a reply, lines in a
        reply, bytes that the transcript keeps, preliminary or unasked replies in a row, and what ends a reply of several lines:
        the code that it began with, or any code and a space."""

@final
class Wants:
    """What a dialogue wants now, of both of its connections at once: what becomes possible first is done and reported first.

    `control`: "poll" is to read what is here without waiting ("pending": nothing), "send" to write `send` or a part of it,
    "receive" to wait for bytes, "start_tls" to do a handshake. `data`, of transfers: "connect" to `address` (None: the host of
    the control connection) and `port`, "secure" to do a handshake, "read" and "write" to move bytes, "finish" to end our side and
    wait for theirs, "close" and "reset" to close it, "hold" and "idle" to do nothing.
    """

    @property
    def control(self) -> _Control: ...
    @property
    def data(self) -> _Data: ...
    @property
    def send(self) -> bytes:
        """It may hold a password."""
    @property
    def address(self) -> Optional[str]: ...
    @property
    def port(self) -> int: ...
    @property
    def replies(self) -> int:
        """How many replies have come. Each has the whole time limit."""

@final
class Login:
    """A login: driven until its `wants` are done, and then finished."""

    def __new__(cls, config: LoginConfig, *, start: _Start = "connected", greeting: bytes = ...) -> Self:
        """`start`: how far the connection is; `greeting`: what of the greeting was read, all that came. ValueError: a greeting for
        a start where none was read."""
    def wants(self) -> Wants: ...
    def happened(
        self, event: _ControlEvent, data: bytes = ..., *, count: int = 0, reason: Optional[_Reason] = None
    ) -> None:
        """`data` is what was read, for "bytes"; `count` how many were written, for "sent"."""
    def connected(self, port: int) -> None: ...
    def waited(self, seconds: int) -> None: ...
    def finish(self) -> Session:
        """The session. LoginError: there is none; NotNow: it is not done. The login forgets its secrets: what the server repeats of
        them from here on is hidden only after `Session.hide`."""
    def retry(self, config: LoginConfig) -> None:
        """Another try over the same connection: drive it again. Of `config` only the name, the password and the account are used:
        all else stays as it was, TLS too. ValueError: `config` demands TLS, and the connection is in clear. NotNow: nothing failed, or
        the connection takes no other try (`LoginError.same_connection`)."""
    def answer(self, answer: _Text) -> None:
        """Goes on with the answer that the server wants, which may be empty: drive it again. ValueError: a CR, LF or NUL is in it;
        NotNow: no answer is wanted, or the connection is gone."""
    def quit(self) -> None:
        """Says goodbye after a failure: drive it again."""
    def transcript(self) -> Transcript: ...

@final
class Session:
    """A connection that is logged in: one command or transfer at a time."""

    @staticmethod
    def take_over(
        *,
        encrypted: bool = False,
        data_protected: bool = False,
        line: Optional[int] = None,
        reply: Optional[int] = None,
        lines: Optional[int] = None,
        transcript: Optional[int] = None,
        preliminary: Optional[int] = None,
        ending: Literal["opening_code", "any_code"] = "opening_code",
    ) -> Session:
        """A session over a connection that was logged in by other means: whether the control connection and data connections are
        under TLS, and the limits as `LoginConfig.limited` has them."""
    def wants(self) -> Wants: ...
    def happened(
        self, event: _ControlEvent, data: bytes = ..., *, count: int = 0, reason: Optional[_Reason] = None
    ) -> None: ...
    def command(self, verb: str, argument: Optional[_Text] = None) -> None:
        """Begins a command: drive it, and look at its outcome. An empty `argument` is none. ValueError: `verb` is none, or a CR, LF or
        NUL is in `argument`; NotNow: none can be begun now, as `health` says."""
    def resume(self) -> None:
        """Goes on waiting for the final reply."""
    def check(self) -> None:
        """Looks whether the server closed: drive it, and look at `health`."""
    def outcome(self) -> Outcome: ...
    def transfer(
        self,
        verb: str,
        path: Optional[_Text] = None,
        *,
        offset: int = 0,
        size: Optional[int] = None,
        verify: bool = False,
        modified: bool = False,
    ) -> Transfer:
        """Begins a transfer, which has the session until it is finished. An empty `path` is none, as for the listing of the directory
        that the session is in. ValueError: `verb` has no data connection, or a CR, LF or NUL is in `path`; NotNow: none can be begun
        now, as `health` says."""
    def set_data(
        self,
        *,
        mode: Literal["passive", "active"] = "passive",
        address: Literal["peer", "refuse_if_different", "danger_trust_reply"] = "peer",
        trust: Literal["same_server", "resumed", "danger_any"] = "same_server",
        pipelining: Literal["in_step", "prepare", "ahead"] = "prepare",
        peer: Optional[str] = None,
    ) -> None:
        """How data connections are made from now on. `peer`: the server's address on the control connection, whether PASV says
        another, and who may connect to us; a scope behind `%` is left out. ValueError: it is none."""
    def set_known(self, earlier: Session) -> None:
        """Takes over what the transfers of an earlier session have found out about the same server. NotNow: something is under way in
        one of both."""
    def hide(self, config: LoginConfig) -> None:
        """From now on replaces the secrets of this configuration, those for a proxy too, by `***` in what comes. A login forgets its
        secrets when it becomes a session, and a server may still repeat them: in replies, and so in outcomes, reports, transcripts
        and what is said of them. So this is the first call with a session, unless nothing of it is shown or logged. NotNow:
        something is under way."""
    def transcript(self) -> Transcript:
        """What was sent and received: a copy. NotNow: something is under way."""
    def recovery(self) -> Optional[Recovery]:
        """How to stand in a new session where this one stood. None: it is in sync and logged in."""
    @property
    def health(self) -> str: ...
    @property
    def logged_in(self) -> bool: ...
    @property
    def encrypted(self) -> bool: ...
    @property
    def data_protected(self) -> bool: ...
    @property
    def binary(self) -> bool: ...
    @property
    def features(self) -> Optional[Reply]: ...

@final
class Recovery:
    """How to stand in a new session where one stood that is lost."""

    @property
    def restore(self) -> List[bytes]:
        """The lines to send first in the new session, in order."""
    @property
    def directory_known(self) -> bool:
        """Whether they lead to the directory of the lost session. False after many changes of directory: what is sent then, is
        sent in the directory of the login."""
    @property
    def replay(self) -> Optional[bytes]:
        """The line that went without a final reply, where it is safe to send it again."""

@final
class Outcome:
    """What a command came to."""

    @property
    def name(self) -> Literal[
        "preliminary", "final", "timed_out", "closed", "broken", "poisoned", "unfinished"
    ]: ...
    @property
    def reply(self) -> Optional[Reply]: ...

@final
class Transfer:
    """A transfer under way. The bytes of the file do not pass through it."""

    def wants(self) -> Wants: ...
    def happened(
        self,
        event: _Event,
        data: bytes = ...,
        *,
        count: int = 0,
        reason: Optional[_Reason] = None,
        address: Optional[str] = None,
        port: int = 0,
        resumed: Optional[bool] = None,
        same_certificate: Optional[bool] = None,
    ) -> None: ...
    def finish(self) -> Report: ...
    @property
    def is_over(self) -> bool: ...
    @property
    def moved(self) -> int: ...
    @property
    def size(self) -> Optional[int]: ...

@final
class Report:
    """What a transfer came to. In words: `str(report)`."""

    @property
    def ending(self) -> str: ...
    @property
    def is_complete(self) -> bool: ...
    @property
    def detail(self) -> Optional[str]: ...
    @property
    def refusal(self) -> Optional[str]: ...
    @property
    def moved(self) -> int: ...
    @property
    def offset(self) -> int: ...
    @property
    def size(self) -> Optional[int]: ...
    @property
    def modified(self) -> Optional[str]: ...
    @property
    def resume_at(self) -> Optional[int]: ...
    @property
    def preliminary(self) -> Optional[Reply]: ...
    @property
    def reply(self) -> Optional[Reply]: ...
    @property
    def unique_name(self) -> Optional[bytes]: ...

@final
class Reply:
    """One reply."""

    @property
    def code(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def lines(self) -> List[bytes]: ...

@final
class Decoder:
    """Cuts a stream of bytes into replies, whatever the pieces it comes in. The limits are those of `LoginConfig.limited`."""

    def __new__(
        cls,
        *,
        line: Optional[int] = None,
        reply: Optional[int] = None,
        lines: Optional[int] = None,
        ending: Literal["opening_code", "any_code"] = "opening_code",
    ) -> Self: ...
    def feed(self, data: bytes) -> List[Reply]:
        """The replies that are whole now. ValueError: what came is no reply, which stays so; where whole replies stand before it in
        `data`, they are given, and the next call raises it."""
    def finish(self) -> Optional[Reply]:
        """The stream has ended: a reply that can be taken as whole all the same. ValueError: what came is no reply."""

def parse_listing(
    data: _Text,
    *,
    format: Optional[_Format] = None,
    hint: Optional[_Format] = None,
    now: Optional[int] = None,
    offset: Optional[int] = None,
) -> List[Entry]:
    """Every entry of what LIST, MLSD or NLST sent. `now` (seconds since 1970) lets years be guessed that it leaves out."""

def local_name(name: _Text, platform: _Platform = "any") -> bytes:
    """A name from a server, if it can be that of one local file and nothing else; raises ValueError otherwise."""

@final
class Listing:
    """The same in pieces."""

    def __new__(
        cls,
        *,
        format: Optional[_Format] = None,
        hint: Optional[_Format] = None,
        now: Optional[int] = None,
        offset: Optional[int] = None,
    ) -> Self: ...
    def feed(self, data: bytes) -> List[Union[Entry, Line]]: ...
    def finish(self) -> List[Union[Entry, Line]]: ...

@final
class Entry:
    """What a line says of one file. None: it does not say it."""

    @property
    def name(self) -> bytes:
        """The server's word: `local_name` says whether it can be that of a local file."""
    @property
    def kind(self) -> Literal["file", "dir", "link", "other"]: ...
    @property
    def size(self) -> Optional[int]: ...
    @property
    def size_is_exact(self) -> bool: ...
    @property
    def modified(self) -> Optional[str]:
        """As in ISO 8601, as far as it is known: `2026-11-27T12:34`."""
    @property
    def permissions(self) -> Optional[bytes]: ...
    @property
    def mode(self) -> Optional[int]: ...
    @property
    def owner(self) -> Optional[bytes]: ...
    @property
    def group(self) -> Optional[bytes]: ...
    @property
    def target(self) -> Optional[bytes]: ...
    @property
    def facts(self) -> Dict[str, bytes]: ...
    @property
    def is_itself_or_parent(self) -> bool: ...
    @property
    def format(self) -> _Format: ...
    @property
    def raw(self) -> bytes: ...

@final
class Line:
    """A line that is no entry, and why."""

    @property
    def why(self) -> str: ...
    @property
    def raw(self) -> bytes: ...
