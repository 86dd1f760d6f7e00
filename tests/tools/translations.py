"""Collect the visible strings and compile their translations.

``python -m tests.tools.translations`` brings ``resources/i18n/*.ts`` up to date with the source,
compiles them to ``*.qm``, and lists what is not translated yet. Translate in Qt Linguist or in
the ``.ts`` file itself, and run it again.
"""

import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "lenet_gui"
TS = ROOT / "resources" / "i18n" / "lenet_gui_zh_CN.ts"


def tool(name: str) -> str:
    """The path of one of PySide6's command line tools."""
    suffix = ".exe" if sys.platform == "win32" else ""
    return str(Path(sysconfig.get_path("scripts")) / f"{name}{suffix}")


def collect(ts: Path) -> None:
    """Bring `ts` up to date with the source: new strings are added, dead ones are dropped."""
    files = [str(path) for path in sorted(SOURCE.rglob("*.py"))]
    subprocess.run(
        [tool("pyside6-lupdate"), *files, "-ts", str(ts), "-locations", "none", "-no-obsolete",
         "-source-language", "en", "-target-language", "zh_CN"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def compile_to(ts: Path, qm: Path) -> None:
    """Compile `ts` to `qm`."""
    subprocess.run(
        [tool("pyside6-lrelease"), str(ts), "-qm", str(qm)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def messages(ts: Path) -> dict[tuple[str, str], str | None]:
    """Context and source of each message to its translation; ``None``: not finished."""
    found: dict[tuple[str, str], str | None] = {}
    for context in ET.parse(ts).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            text = translation.text if done and translation is not None else None
            found[name, message.findtext("source", "")] = text
    return found


def main() -> int:
    collect(TS)
    compile_to(TS, TS.with_suffix(".qm"))
    missing = [key for key, text in messages(TS).items() if not text]
    for context, source in missing:
        print(f"not translated: {context}: {source}")
    print(f"{len(messages(TS))} messages, {len(missing)} not translated")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
