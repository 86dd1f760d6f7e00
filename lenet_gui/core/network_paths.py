r"""Folders on other computers, which a session's file may name and nobody opens on its word.

On Windows to look whether ``\\server\share`` is there is enough to sign in at the server with
the user's name and a hash of the password; and the file may be a stranger's.
"""

import re
from collections.abc import Iterator

from lenet_gui.core.commands import Command, LoadInput
from lenet_gui.core.errors import InputError, InputProblem
from lenet_gui.core.inputs import IdxFolder, InputSource
from lenet_gui.core.program import SetProgram
from lenet_gui.core.session import Session

_NETWORK = re.compile(r"[\\/]{2}")  # Windows takes either stroke
_MAX_NAME = 200  # characters of a path in an error


def refuse_network_paths(session: Session) -> None:
    """Refuse a session with a folder that is reached over the network, without touching it.

    On every system alike, for a file that opens on one may be sent to another.

    Raises:
        InputError: there is one, in a call or in a line of a program.
    """
    for source in (session.source, *_sources(session.commands)):
        if isinstance(source, IdxFolder) and _NETWORK.match(source.path):
            raise InputError(InputProblem.ON_NETWORK, source.path[:_MAX_NAME])


def _sources(commands: tuple[Command, ...]) -> Iterator[InputSource]:
    for command in commands:
        match command:
            case LoadInput(source=source):
                yield source
            case SetProgram(program=program):
                yield from _sources(tuple(line.call for line in program.lines))
