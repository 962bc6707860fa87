"""Exceptions that have fields."""

from __future__ import annotations

from typing import Optional

from ._core import Diagnosis, Reply


class LoginError(Exception):
    """There is no session. `diagnosis` says why."""

    def __init__(
        self,
        message: str,
        *,
        kind: str,
        phase: str,
        fault: str,
        reply: Optional[Reply],
        same_connection: bool,
        diagnosis: Diagnosis,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.phase = phase
        self.fault = fault
        self.reply = reply
        self.same_connection = same_connection
        self.diagnosis = diagnosis
