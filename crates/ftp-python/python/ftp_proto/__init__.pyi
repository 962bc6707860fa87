from typing import Dict, List, Literal, Optional, Union, final

from typing_extensions import Self

from ._errors import LoginError as LoginError

# A `str` goes over the wire as UTF-8; one with surrogates, as `os.fsdecode` makes them, is a ValueError. Only a `bytearray` that holds a
# password can be wiped by the caller.
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
    """The call comes at the wrong time."""

def diagnose(log: _Text, format: Optional[str] = None) -> Diagnosis:
    """Diagnoses the log of a client or server, as people paste it. `format` is the kind of log, such as "curl"; by default it is
    detected. Raises ValueError if the log contains no FTP."""

@final
class Diagnosis:
    """What a conversation shows: how it ended, in which phase, and why."""

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
        """The whole diagnosis as one JSON object on one line, as `ftp-doctor read --json` prints it."""

@final
class Cause:
    """One possible cause and the evidence for it."""

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
    """What any client sent and received, in order, within a limit and without secrets."""

    def __new__(cls) -> Self: ...
    def sent(self, lines: _Text) -> None:
        """Records lines that were sent. Passwords are hidden as they are recorded, and wherever the server repeats them."""
    def received(self, data: _Text) -> None:
        """Records bytes that were received: whole replies, or pieces of them."""
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
    """Who logs in, and how. By default TLS is required, and nothing is asked for after the login."""

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
        """Returns the same configuration, through an FTP proxy to `host`, which may end in ":port". `user` and `password` are for
        the proxy itself. ValueError: the style needs them and they are missing, or there is a password without a user."""
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
        """Returns the same configuration with these limits; those that are not given have their defaults. They are: bytes in a line
        (default 8,192) and in a reply (65,536), lines in a reply (1,024), bytes that the transcript keeps (262,144), and preliminary
        or unasked replies in a row (16). `ending` is what ends a reply of several lines: the code that it began with, or any code
        followed by a space."""

@final
class Wants:
    """What a dialogue wants of both connections now. Do and report first whatever becomes possible first.

    `control`: "poll" means to read what is here without waiting (report "pending" if nothing is), "send" to write `send` or a
    part of it, "receive" to wait for bytes, "start_tls" to perform a handshake.

    `data`, for transfers: "connect" to `address` (None: the host of the control connection) and `port`, "listen" on a free port of
    the local address of the control connection, "accept" the first connection from `address` (None: from anyone), "secure" to
    perform a handshake, "read" and "write" to move bytes (report a write that failed as "data_ended"), "finish" to end our side and
    wait for the server's end, "close" and "reset" to close the connection, "hold" and "idle" to do nothing.
    """

    @property
    def control(self) -> _Control: ...
    @property
    def data(self) -> _Data: ...
    @property
    def send(self) -> bytes:
        """The bytes to write. They may contain a password."""
    @property
    def address(self) -> Optional[str]: ...
    @property
    def port(self) -> int: ...
    @property
    def replies(self) -> int:
        """The number of replies so far. Each reply has the whole time limit, however many pieces it comes in."""

@final
class Login:
    """A login: drive it until its `wants` are done, then finish it."""

    def __new__(cls, config: LoginConfig, *, start: _Start = "connected", greeting: bytes = ...) -> Self:
        """`start` says how far the connection has come; `greeting` is everything that was read of the greeting. ValueError: there is
        a greeting, but `start` says that none was read."""
    def wants(self) -> Wants: ...
    def happened(
        self, event: _ControlEvent, data: bytes = ..., *, count: int = 0, reason: Optional[_Reason] = None
    ) -> None:
        """`data` is what was read, for "bytes"; `count` is the number of bytes written, for "sent"; `reason` says why TLS failed."""
    def connected(self, port: int) -> None: ...
    def waited(self, seconds: int) -> None: ...
    def finish(self) -> Session:
        """Returns the session. LoginError: there is none. NotNow: the login is not done. The login forgets its secrets; if the server
        repeats them later, they are hidden only after `Session.hide`."""
    def retry(self, config: LoginConfig) -> None:
        """Tries again over the same connection; drive the login again. Only the name, the password and the account of `config` are
        used: all else stays as it was, including TLS. ValueError: `config` demands TLS, and the connection has none. NotNow: nothing
        failed, or the connection allows no other try (`LoginError.same_connection`)."""
    def answer(self, answer: _Text) -> None:
        """Continues with the answer that the server wants, which may be empty; drive the login again. ValueError: it contains CR, LF
        or NUL. NotNow: no answer is wanted, or the connection is gone."""
    def quit(self) -> None:
        """Says goodbye (QUIT) after a failure; drive the login again. NotNow: nothing failed."""
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
        """Returns a session for a connection that was logged in by other means. `encrypted` and `data_protected` say whether the
        control connection and data connections are under TLS; the limits are those of `LoginConfig.limited`."""
    def wants(self) -> Wants: ...
    def happened(
        self, event: _ControlEvent, data: bytes = ..., *, count: int = 0, reason: Optional[_Reason] = None
    ) -> None: ...
    def command(self, verb: str, argument: Optional[_Text] = None) -> None:
        """Begins a command; drive it, then take its outcome. An empty `argument` means none. ValueError: `verb` is not one to eight
        letters, or `argument` contains CR, LF or NUL or is over 4,000 bytes. NotNow: no command can begin now, see `health`."""
    def resume(self) -> None:
        """Continues waiting for the final reply, after a preliminary one or a time-out. NotNow: no reply is pending."""
    def check(self) -> None:
        """Checks whether the server has closed the connection; drive it, then see `health`."""
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
        """Begins a transfer, which holds the session until it is finished. An empty `path` means none, as for a listing of the
        working directory. `offset` is the byte of the file to start at. `size` is the size of the whole file in bytes: with another
        number of bytes, the transfer is not complete. `verify` asks for the size after an upload, and `modified` for the time of the
        last change before RETR, STOR or APPE. ValueError: `verb` has no data connection, or `path` contains CR, LF or NUL or is over 4,000
        bytes. NotNow: no transfer can begin now, see `health`."""
    def set_data(
        self,
        *,
        mode: Literal["passive", "active"] = "passive",
        address: Literal["peer", "refuse_if_different", "danger_trust_reply"] = "peer",
        trust: Literal["same_server", "resumed", "danger_any"] = "same_server",
        pipelining: Literal["in_step", "prepare", "ahead"] = "prepare",
        peer: Optional[str] = None,
    ) -> None:
        """Sets how data connections are made from now on. `peer` is the server's address on the control connection. It shows whether
        a reply to PASV names another address, and who may connect to the client; a scope after `%` is ignored. ValueError: it is not
        an address."""
    def set_known(self, earlier: Session) -> None:
        """Takes over what the transfers of an earlier session found out about the same server. NotNow: something is in progress in
        either session."""
    def hide(self, config: LoginConfig) -> None:
        """Replaces the secrets of this configuration, including those for a proxy, by `***` in everything that is received from now
        on. A login forgets its secrets when it becomes a session, but the server may still repeat them in replies, which get into
        outcomes, reports, transcripts and texts made from them. So make this the first call with a session, unless you neither show
        nor log anything of it. NotNow: something is in progress."""
    def transcript(self) -> Transcript:
        """Returns a copy of what was sent and received. NotNow: something is in progress."""
    def recovery(self) -> Optional[Recovery]:
        """Returns how to restore the state of this session in a new one. None: the session is in sync and logged in."""
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
    """How to restore the state of a lost session in a new one."""

    @property
    def restore(self) -> List[bytes]:
        """The lines to send first in the new session, in order."""
    @property
    def directory_known(self) -> bool:
        """Whether these lines lead to the directory of the lost session. False after more than 64 changes of directory, or after
        another login in the same session. Then no line changes the directory, and `replay` is None."""
    @property
    def replay(self) -> Optional[bytes]:
        """The line that got no final reply, or was refused because the login was lost, if it is safe to send it again."""

@final
class Outcome:
    """How a command ended."""

    @property
    def name(self) -> Literal[
        "preliminary", "final", "timed_out", "closed", "broken", "poisoned", "unfinished"
    ]: ...
    @property
    def reply(self) -> Optional[Reply]: ...

@final
class Transfer:
    """A transfer in progress. The bytes of the file do not pass through it."""

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
    ) -> None:
        """`data` is what was read, for "bytes". `count` is the number of bytes that were written ("sent") or moved ("data_moved").
        `reason` says why, and is needed for "data_unreachable" and "data_ended". `address` and `port` say where the client listens
        ("data_listening") or who connected. `resumed` and `same_certificate` describe "data_secured"; None: not known. ValueError:
        something that the event needs is missing or invalid."""
    def finish(self) -> Report:
        """Ends the transfer and returns its report. A transfer that is not over ends as "unfinished"; then close the data
        connection."""
    @property
    def is_over(self) -> bool: ...
    @property
    def moved(self) -> int: ...
    @property
    def size(self) -> Optional[int]: ...

@final
class Report:
    """The report of a transfer. `str(report)` puts it in words. Sizes and offsets are in bytes."""

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
    def resume_at(self) -> Optional[int]:
        """Where another transfer can go on: a download here, if the size and time of the file are still the same; an upload at the
        size that SIZE then returns, if that is at most this. None: no other transfer can go on."""
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
    """Cuts a stream of bytes, in pieces of any size, into replies. The limits are those of `LoginConfig.limited`."""

    def __new__(
        cls,
        *,
        line: Optional[int] = None,
        reply: Optional[int] = None,
        lines: Optional[int] = None,
        ending: Literal["opening_code", "any_code"] = "opening_code",
    ) -> Self: ...
    def feed(self, data: bytes) -> List[Reply]:
        """Returns the replies that are now complete. ValueError: the bytes are not a reply, and the decoder stays in this state. If
        complete replies come before such bytes in `data`, they are returned first, and the next call raises."""
    def finish(self) -> Optional[Reply]:
        """Returns, after the end of the stream, a last reply that can be taken as complete. ValueError: the bytes are not a reply."""

def parse_listing(
    data: _Text,
    *,
    format: Optional[_Format] = None,
    hint: Optional[_Format] = None,
    now: Optional[int] = None,
    offset: Optional[int] = None,
) -> List[Entry]:
    """Returns every entry in the output of LIST, MLSD or NLST. `format` is the format, if it is known; `hint` is the one that is expected.
    `now`, in seconds since 1970, is for guessing years that the listing leaves out. `offset` says how many minutes the times in the
    listing are ahead of UTC."""

def local_name(name: _Text, platform: _Platform = "any") -> bytes:
    """Returns a name from a server if it names exactly one local file; otherwise raises ValueError."""

@final
class Listing:
    """The same as `parse_listing`, in pieces. The first entries come once the format is decided: after 32 lines that may be entries,
    after 8 KiB, or at the end."""

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
    """What a line says about one file. None: the line does not say it."""

    @property
    def name(self) -> bytes:
        """The name as the server sent it; `local_name` says whether a local file can have it."""
    @property
    def kind(self) -> Literal["file", "dir", "link", "other"]: ...
    @property
    def size(self) -> Optional[int]:
        """The size in bytes. None for directories, too."""
    @property
    def size_is_exact(self) -> bool: ...
    @property
    def modified(self) -> Optional[str]:
        """In ISO 8601, as precisely as it is known: `2026-11-27T12:34`."""
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
    """A line that is not an entry, and why."""

    @property
    def why(self) -> str: ...
    @property
    def raw(self) -> bytes: ...
