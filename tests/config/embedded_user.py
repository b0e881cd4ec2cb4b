"""A command that uses the embedded server, led by the tests over its standard input.

Each line is JSON: ``{"sql": …}`` is answered with the rows, ``{"fork": true}`` goes on in a child
(the answer is its pid), and so does ``{"new": true}`` with a new connection. The environment's
``EMBEDDED_BEFORE`` is Python to run first: it makes the trouble that a machine can't be asked for.
"""

import json
import os
import signal
import sys
from typing import Any

import django

exec(os.environ.get("EMBEDDED_BEFORE", ""))  # noqa: S102 - the tests' own words
django.setup()

from django.db import DatabaseError, connection  # noqa: E402 - after setup


def answer(question: dict[str, Any]) -> Any:
    """Do what one line asks."""
    if "fork" in question:
        child = os.fork()
        if child:
            signal.pause()
        connection.connection = None
        return os.getpid()
    if "new" in question:
        connection.close()
        return None
    with connection.cursor() as cursor:
        cursor.execute(question["sql"])
        return cursor.fetchall() if cursor.description else []


def main() -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        try:
            reply = {"is": answer(json.loads(line))}
        except DatabaseError as error:
            reply = {"error": type(error).__name__, "text": str(error)}
        print(json.dumps(reply, default=str), flush=True)


main()
