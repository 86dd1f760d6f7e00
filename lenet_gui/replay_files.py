"""Replays session files without a window, and prints a table: for a teacher with thirty files.

    python3 main.py replay FILE...

The exit status is 0 if every file came out bit for bit, 1 if one did not, and 2 if one could not
be read. Needs no Qt.
"""

import locale
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lenet_gui.core.errors import InputError
from lenet_gui.core.session import Deviation, ReplayReport


class Row(NamedTuple):
    """One file.

    Attributes:
        file: its name.
        calls: its calls; ``None``: it could not be read.
        loss: the last loss; ``None``: there is none.
        verdict: what came of it, in words.
        status: 0, 1 or 2, as the exit status.
    """

    file: str
    calls: int | None
    loss: float | None
    verdict: str
    status: int


def main(argv: Sequence[str] | None = None) -> int:
    """Replay files and print what came of each; the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    chinese = _chinese()
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_USAGE[chinese])  # noqa: T201 - it is a program for a terminal
        return 0 if arguments else 2
    status = 0
    names = [Path(argument).name for argument in arguments]
    width = max(len(name) for name in (*names, _HEADER[chinese][0]))
    _print(width, *_HEADER[chinese])
    for argument in arguments:
        row = replay_file(Path(argument), chinese=chinese)
        calls = "" if row.calls is None else str(row.calls)
        _print(width, row.file, calls, "" if row.loss is None else repr(row.loss), row.verdict)
        status = max(status, row.status)
    return status


def replay_file(path: Path, *, chinese: bool) -> Row:
    """Replay one file.

    Args:
        path: the file.
        chinese: the verdict is in Chinese, else in English.
    """
    from lenet_gui.core.replay import replay  # torch takes seconds: not for the usage
    from lenet_gui.core.session_file import load_session

    try:
        _, report = replay(load_session(path))
    except InputError as error:
        return Row(path.name, None, None, f"{_UNREADABLE[chinese]}: {error}", 2)
    return Row(
        path.name, report.calls, report.loss, _verdict(report, chinese), int(not report.verified)
    )


def _verdict(report: ReplayReport, chinese: bool) -> str:
    elsewhere = report.saved_on != report.replayed_on
    saved_on = report.saved_on
    place = f"torch {saved_on.torch}, {saved_on.system} {saved_on.machine}, {saved_on.processor}"
    if report.deviation is None:
        text = _VERIFIED[chinese].format(losses=report.losses, states=report.digests)
    else:
        text = _differs(report.deviation, chinese)
    return text + (_ELSEWHERE[chinese].format(place=place) if elsewhere else "")


def _differs(deviation: Deviation, chinese: bool) -> str:
    facts = []
    if deviation.recorded is not None or deviation.found is not None:
        facts.append(_LOSS[chinese].format(recorded=deviation.recorded, found=deviation.found))
    if deviation.largest is not None:
        facts.append(_LARGEST[chinese].format(largest=deviation.largest))
    moment = deviation.moment
    branch = _BRANCH[chinese].format(branch=moment.branch) if moment.branch else ""
    head = _DIFFERS[chinese].format(call=moment.call, branch=branch, line=deviation.line)
    return "; ".join([head, *facts])


def _print(width: int, file: str, calls: str, loss: str, verdict: str) -> None:
    print(f"{file:{width}}  {calls:>9}  {loss:>22}  {verdict}", flush=True)  # noqa: T201


def _chinese() -> bool:
    return (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))


# Not by Qt's translation: this runs where no Qt need be.
_USAGE = {
    False: "usage: python3 main.py replay FILE...",
    True: "用法：python3 main.py replay 文件...",
}
_HEADER = {
    False: ("file", "calls", "last loss", "result"),
    True: ("文件", "调用", "最后的损失", "结果"),
}
_UNREADABLE = {False: "cannot be read", True: "无法读取"}
_VERIFIED = {
    False: "replayed bit for bit ({losses} losses and {states} states compared)",
    True: "逐位重现（比较了 {losses} 个损失和 {states} 个状态）",
}
_DIFFERS = {
    False: "differs from call {call}{branch} on: {line}",
    True: "从第 {call} 次调用{branch}起不同：{line}",
}
_BRANCH = {False: " of branch {branch}", True: "（分支 {branch}）"}
_LOSS = {
    False: "loss {recorded!r} was recorded, {found!r} came out",
    True: "记录的损失为 {recorded!r}，现在得到 {found!r}",
}
_LARGEST = {
    False: "parameters differ by at most {largest:.3g}",
    True: "参数最多相差 {largest:.3g}",
}
_ELSEWHERE = {False: " [saved on {place}]", True: "［保存于 {place}］"}

if __name__ == "__main__":
    sys.exit(main())
