"""FTP without I/O: logins, transfers and listings, and why they fail.

Nothing here touches a socket. A dialogue (a `Login`, a command of a `Session`, a `Transfer`) says what it wants of its
connections and takes what happened there; `examples/asyncio_client.py` is a whole client over asyncio.
"""

from ._core import (
    Cause,
    Decoder,
    Diagnosis,
    Entry,
    Line,
    Listing,
    Login,
    LoginConfig,
    NotNow,
    Outcome,
    Recovery,
    Reply,
    Report,
    Session,
    Transcript,
    Transfer,
    Wants,
    diagnose,
    local_name,
    parse_listing,
)
from ._errors import LoginError

__all__ = [
    "Cause",
    "Decoder",
    "Diagnosis",
    "Entry",
    "Line",
    "Listing",
    "Login",
    "LoginConfig",
    "LoginError",
    "NotNow",
    "Outcome",
    "Recovery",
    "Reply",
    "Report",
    "Session",
    "Transcript",
    "Transfer",
    "Wants",
    "diagnose",
    "local_name",
    "parse_listing",
]
