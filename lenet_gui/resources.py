"""The one module that knows where icons, translations and samples lie.

A clone has them in ``resources/`` beside the package; a wheel carries them inside it, as
``lenet_gui/_resources`` (``force-include`` in ``pyproject.toml``).
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_FOLDERS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


def resource_path(*parts: str) -> Path:
    """The path of a file or folder, such as ``resource_path("icons", "run.svg")``.

    Raises:
        FileNotFoundError: it is in none of the places; the text names them.
    """
    for folder in _FOLDERS:
        path = folder.joinpath(*parts)
        if path.exists():
            return path
    looked = " and ".join(str(folder) for folder in _FOLDERS)
    raise FileNotFoundError(
        f"The program's own file {'/'.join(parts)} is missing: looked in {looked}. "
        "Copying or installing the program again brings it back."
    )
