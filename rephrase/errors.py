"""The errors a user can mend. Each says what happened and what to do; anything else is a bug and keeps its traceback.

RephraseError            what the command line prints in two lines, exit code 2
├── UsageError           a wrong argument, path, key or name
├── InputError           nothing readable where documents were expected
├── OutputError          the output folder cannot be used
└── ModelError           no answer from a model
    ├── EndpointUnusable    it will not answer any request: refused connection, wrong key, no such model
    └── RequestRejected     it will not answer this request: filtered, malformed
        └── ContextTooLong  ... because it is longer than the model's context
"""

from __future__ import annotations


class RephraseError(Exception):
    """`str(error)` is what happened and where; `hint` is an action."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(RephraseError):
    """A wrong argument, path, key or name."""


class InputError(RephraseError):
    """Nothing readable where documents were expected."""


class OutputError(RephraseError):
    """The output folder cannot be used."""


class ModelError(RephraseError):
    """No answer from a model."""


class EndpointUnusable(ModelError):
    """The endpoint will not answer any request: connection refused, wrong key, no such model."""


class RequestRejected(ModelError):
    """The endpoint will not answer this request: filtered, malformed."""


class ContextTooLong(RequestRejected):
    """The request is longer than the model's context: a shorter one may be answered."""
