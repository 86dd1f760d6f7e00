"""What a session is written down as."""

from collections.abc import Container

from lenet_gui.core.export.commands import ExportKind, ExportSession
from lenet_gui.core.export.distributed import distributed
from lenet_gui.core.export.notebook import notebook
from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.export.script import script
from lenet_gui.core.session import Session
from lenet_gui.core.timeline import Moment

_WRITERS = {
    ExportKind.SCRIPT: script,
    ExportKind.NOTEBOOK: notebook,
    ExportKind.DISTRIBUTED: distributed,
}


def export(session: Session, command: ExportSession, failed: Container[Moment]) -> bytes:
    """The content of the file that was asked for, UTF-8.

    Args:
        session: the session.
        command: what was asked for.
        failed: the moments after calls that failed, from `path.failed_moments`: the script lets
            them fail and goes on.

    Raises:
        InputError: the session has no such moment.
    """
    history = LinearHistory.of(session, command.moment, failed)
    return _WRITERS[command.kind](history, command.words).encode()
