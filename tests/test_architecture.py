"""The layers: core knows no Qt, gui knows no torch, and what a window imports first is light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import lenet_gui

PACKAGE = Path(lenet_gui.__file__).parent
QT = ("PySide6", "pyqtgraph", "shiboken6")
TORCH_FREE = (
    "commands", "errors", "inputs", "lines", "optimizers", "program", "snapshot", "digits", "idx",
    "image_set", "picture", "running", "recipes", "listing", "watch_language", "watch_problems",
    "watch_tree", "watch_values", "watches", "watch_numbers",
    "ledger_view", "ledger_sums", "histograms", "alarms",
    "mistakes", "experiments", "muting", "gradient_history", "log_bins", "accumulation",
    "accumulation_report", "accumulation_presets", "accumulation_code", "accumulation_program",
    "timeline", "session", "export", "graph", "trace", "explanation", "update_explained",
    "gradient_check", "flats", "graph_layout",
)  # fmt: skip


def imports(path: Path) -> set[str]:
    """Every module that a file names in an import, at any depth of the code."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def starts_with(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("core/**/*.py")), ids=lambda p: p.name)
def test_core_imports_neither_qt_nor_gui(path):
    assert not {n for n in imports(path) if starts_with(n, (*QT, "lenet_gui.gui"))}


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("gui/**/*.py")), ids=lambda p: p.name)
def test_gui_imports_neither_torch_nor_the_parts_of_core_that_do(path):
    allowed = tuple(f"lenet_gui.core.{name}" for name in TORCH_FREE)
    core = {n for n in imports(path) if starts_with(n, ("lenet_gui.core",))} - {"lenet_gui.core"}
    assert not {n for n in core if not starts_with(n, allowed)}
    assert not {n for n in imports(path) if starts_with(n, ("torch",))}


def loaded_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print('\\n'.join(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60,
        cwd=PACKAGE.parent,
    )  # fmt: skip
    return set(result.stdout.split())


def test_core_runs_without_qt():
    assert not loaded_after("import lenet_gui.core.trainer") & {"PySide6", "pyqtgraph"}


def test_window_is_imported_without_torch():
    assert "torch" not in loaded_after("import lenet_gui.app")


def test_something_is_on_the_screen_before_the_window_is_imported():
    loaded = loaded_after("import lenet_gui.__main__")
    assert "lenet_gui.opening" in loaded
    assert not loaded & {"torch", "numpy", "pyqtgraph", "lenet_gui.gui", "lenet_gui.core.snapshot"}


def test_sessions_are_exported_without_torch():
    assert "torch" not in loaded_after("import lenet_gui.core.export.writing")


def test_no_source_unpickles_evaluates_or_opens_a_socket():
    forbidden = {"pickle", "socket", "urllib", "http", "requests", "marshal", "shelve", "joblib"}
    for path in PACKAGE.rglob("*.py"):
        assert not {name.split(".")[0] for name in imports(path)} & forbidden, path
        assert not imports(path) & {"torch.load", "torch.save", "torch.serialization"}, path
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                assert not runs_what_it_reads(node), f"{path}:{node.lineno}"


def runs_what_it_reads(call: ast.Call) -> bool:
    """A call that may run code that somebody else has written, such as what a pickle holds."""
    name = ast.unparse(call.func)
    if name in ("eval", "exec", "torch.load", "torch.save", "torch.jit.load", "torch.hub.load"):
        return True
    safe = any(
        word.arg == "allow_pickle"
        and isinstance(word.value, ast.Constant)
        and word.value.value is False
        for word in call.keywords
    )
    # Also where numpy has it as its default today: that was another one once.
    return name in ("np.load", "np.save", "numpy.load", "numpy.save") and not safe


@pytest.mark.parametrize(
    "line",
    [
        "torch.load(path)", "torch.save(net, path)", "eval(text)", "exec(text)", "np.load(path)",
        "np.load(path, allow_pickle=True)", "np.load(path, allow_pickle=flag)",
    ],
)  # fmt: skip
def test_call_that_runs_what_it_reads_is_found(line):
    (call,) = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call)]
    assert runs_what_it_reads(call)


def test_call_that_only_reads_is_not_taken_for_one():
    for line in ("np.load(path, allow_pickle=False)", "safetensors.numpy.load(data)", "net.eval()"):
        call = ast.parse(line, mode="eval").body
        assert isinstance(call, ast.Call)
        assert not runs_what_it_reads(call)
