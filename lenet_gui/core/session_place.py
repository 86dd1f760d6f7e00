"""Where a session is kept on the disk, and what of it is not there yet."""

from dataclasses import dataclass
from pathlib import Path

from lenet_gui.core.session import ReplayReport, SaveSession, Session, SessionView
from lenet_gui.core.session_file import save_session


@dataclass(slots=True)
class SessionPlace:
    """The file of a trainer's session.

    Attributes:
        path: where it was saved or opened; empty: nowhere yet.
        saved: the history's revision that is in that file.
        backed_up: the revision that the last backup has; -1: there is none.
        report: what came of replaying it, if it was opened; ``None``: it was not.
    """

    path: str = ""
    saved: int = 0
    backed_up: int = -1
    report: ReplayReport | None = None

    def save(self, command: SaveSession, session: Session, revision: int) -> None:
        """Write a session.

        Raises:
            InputError: it cannot be written; what was in the file before is still there.
        """
        if command.backup:
            save_session(Path(command.path), session, versions=0)
            self.backed_up = revision
        else:
            save_session(Path(command.path), session)
            self.path, self.saved = command.path, revision

    def view(self, revision: int) -> SessionView:
        """What the window needs to know.

        Args:
            revision: the history's.
        """
        changed = revision != self.saved
        return SessionView(self.path, changed, revision, self.backed_up, self.report)
