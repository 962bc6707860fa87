"""Exceptions with fields."""

from __future__ import annotations

from typing import Any, Dict, Optional, Tuple, Type

from ._core import Diagnosis, Reply


def _made_again(of: Type[LoginError], words: Tuple[Any, ...]) -> LoginError:
    return of.__new__(of, *words)


class LoginError(Exception):
    """There is no session; `diagnosis` says why. It can be copied, and pickled to pass it to another process."""

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

    def __reduce__(self) -> Tuple[Any, Tuple[Type[LoginError], Tuple[Any, ...]], Dict[str, Any]]:
        # By default, an exception is recreated from its class and `args` only, which do not include the fields.
        return _made_again, (type(self), self.args), self.__dict__
