"""The one module that knows where ``resources/`` lies."""

from pathlib import Path

_CANDIDATES = (Path(__file__).parent / "_resources", Path(__file__).parent.parent / "resources")


def resource_path(*parts: str) -> Path:
    """The path of a file in ``resources/``.

    Raises:
        FileNotFoundError: it is not there.
    """
    for folder in _CANDIDATES:
        if (path := folder.joinpath(*parts)).exists():
            return path
    raise FileNotFoundError("/".join(parts))
