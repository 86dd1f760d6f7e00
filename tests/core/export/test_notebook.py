"""The notebook is one that Jupyter opens, and its cells, run in order, do what the script does."""

import json

import nbformat
import pytest

from lenet_gui.core.export.notebook import notebook
from lenet_gui.core.export.path import LinearHistory
from lenet_gui.core.export.words import Words
from lenet_gui.core.inputs import Digits
from tests.core.export import sessions
from tests.core.export.recorded import record, run_all


def cells(text: str, kind: str = "code") -> list[str]:
    return [cell["source"] for cell in json.loads(text)["cells"] if cell["cell_type"] == kind]


@pytest.mark.parametrize(
    "history",
    [
        LinearHistory(),
        LinearHistory(source=Digits(3), calls=(*sessions.LOOP * 9, sessions.CLASSES)),
    ],
    ids=["nothing", "digits"],
)
def test_notebook_is_valid(history):
    nbformat.validate(nbformat.reads(notebook(history), as_version=4))
    assert json.loads(notebook(history))["nbformat_minor"] == 5


def test_cells_run_one_after_the_other_compute_the_sessions_losses(tmp_path):
    calls = (sessions.CLASSES, *sessions.LOOP * 3, *sessions.vectors()["vectors"]["calls"])
    session = record(calls, source=Digits(batch_size=3), seed=3)
    source = "\n".join(cells(notebook(session.history)))
    assert "__file__" not in source
    said = run_all({"notebook": source}, tmp_path)["notebook"]
    assert [loss.hex() for loss in json.loads(said["out"][-1])] == session.losses


def test_seams_of_the_story_part_the_cells():
    calls = (*sessions.LOOP[:2], sessions.CLASSES, *sessions.LOOP * 10, *sessions.LOOP[:1])
    text = notebook(LinearHistory(calls=calls))
    code = cells(text)
    assert [c.splitlines()[0] for c in code] == [
        "import json", "class Net(nn.Module):", "torch.set_num_threads(1)", "net.zero_grad()",
        "criterion = nn.CrossEntropyLoss()", "for step in range(10):", "net.zero_grad()",
        "print(json.dumps(losses))",
    ]  # fmt: skip
    words = Words()
    texts = cells(text, "markdown")
    assert texts[0].startswith(f"# {words.title}\n\n{words.promise}")
    assert texts[1:] == [
        f"## {sentence}"
        for sentence in (
            words.imports, words.network, words.start, words.calls, words.settings,
            words.loop.format(count=10), words.calls, words.end,
        )
    ]  # fmt: skip


def test_words_are_the_callers():
    text = notebook(LinearHistory(), Words(title="一次训练", end="全部损失"))
    assert "一次训练" in text
    assert "## 全部损失" in cells(text, "markdown")
