"""An import goes step by step: read, then placed once its viewer says so, undone if they like."""

from collections.abc import Callable
from functools import partial

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings.bringing.placing import place_lines
from ratings.bringing.reading import read_file
from ratings.bringing.run import Hearing, OvertakenError, Run, nobody
from ratings.bringing.undoing import take_back
from ratings.imports.brought import Unreadable
from ratings.models import ImportBatch, ImportUpload

Step = Callable[[ImportBatch, Run], None]
STEPS: dict[str, Step] = {
    "waiting": read_file,
    "reading": read_file,
    "placing": place_lines,
    "undoing": take_back,
}
"""What is to be done in which state; in the others an import waits for its viewer."""

BROKEN_OFF: dict[Step, tuple[str, Promise]] = {
    read_file: (
        "failed",
        _("Something went wrong while the file was read; nothing is saved. Try it again."),
    ),
    place_lines: (
        "read",
        _("Something went wrong on the way. What is placed so far stays; go on, or undo it."),
    ),
    take_back: (
        "done",
        _("Something went wrong on the way. What is taken back so far stays so; undo the rest."),
    ),
}
"""The state after a step that broke off, from which its viewer can go on, and what to tell them."""


def work_on(batch: ImportBatch, heard: Hearing = nobody) -> None:
    """Take the step that the import waits for, if any; another run that is at it must stop.

    What was saved when a step breaks off stays, the import says so, and the error is raised.
    `heard` is told, piece by piece, how many lines are done.
    """
    step = STEPS.get(batch.state)
    if step is None:
        return
    try:
        run = Run(batch, *(state for state, each in STEPS.items() if each is step), heard=heard)
    except OvertakenError:
        return
    try:
        step(batch, run)
    except OvertakenError:
        return
    except Unreadable as error:
        run.piece(partial(_forget_file, batch), state="failed", failure=str(error)[:500])
    except BaseException:
        # A transaction of someone else's around all of this can't be written to any more.
        if not connection.needs_rollback:
            state, failure = BROKEN_OFF[step]
            run.note(state=state, failure=str(failure), to_do=0, done=0)
        raise


def give_up(batch: ImportBatch) -> None:
    """Break off the step that the import waits for, as whatever tried it was killed each time.

    A file that couldn't be read is forgotten; what was placed or taken back so far stays so.
    """
    step = STEPS.get(batch.state)
    if step is None:
        return
    run = Run(batch, batch.state)
    state, failure = BROKEN_OFF[step]
    if step is read_file:
        failure = _("This file is more than can be read here; nothing is saved. Bring it in parts.")
        run.piece(partial(_forget_file, batch))
    run.note(state=state, failure=str(failure), to_do=0, done=0)


def _forget_file(batch: ImportBatch) -> None:
    ImportUpload.objects.filter(batch=batch).delete()
