import ast
import re
import shutil
import string
from pathlib import Path

import pytest

from tests.tools.translations import SOURCE, TS, collect, compile_to, messages

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = {"None", "grad_fn", "softmax"}
"""Words that may be all that a translation has."""

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;?!]|\s[，。：；、（）？]|[，。：；、（）？][^\S\n]")
TOUCHING = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def translated() -> dict[tuple[str, str], str]:
    return {key: text or "" for key, text in messages(TS).items()}


@pytest.fixture
def collected(tmp_path) -> dict[tuple[str, str], str | None]:
    """The messages of the source as it is now, with the translations that they have."""
    copy = tmp_path / TS.name
    shutil.copy(TS, copy)
    collect(copy)
    return messages(copy)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def without_placeholders(text: str) -> str:
    return re.sub(r"\{\w+\}", "0", text)


def edges(text: str) -> tuple[str, str]:
    body = text.strip()
    head, _, tail = text.partition(body)
    return head, tail


def translates(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(attr="tr") | ast.Name(id="translate"):
            return True
        case ast.Attribute(value=ast.Name(id="QCoreApplication"), attr="translate"):
            return True
    return False  # QPainter.translate, too, is called translate


def calls_to_translate(path: Path) -> list[ast.Call]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [node for node in nodes if isinstance(node, ast.Call) and translates(node)]


def test_every_string_of_the_source_is_translated(collected):
    assert [key for key, text in collected.items() if not text] == []


def test_no_string_is_left_that_the_source_has_no_longer(collected, translated):
    assert sorted(translated.keys() - collected.keys()) == []


def test_compiled_file_belongs_to_the_translations(tmp_path):
    fresh = tmp_path / "fresh.qm"
    compile_to(TS, fresh)
    assert TS.with_suffix(".qm").read_bytes() == fresh.read_bytes()


def test_placeholders_are_those_of_the_source(translated):
    for (_, source), text in translated.items():
        assert placeholders(text) == placeholders(source), source


def test_white_space_at_the_edges_and_line_breaks_are_those_of_the_source(translated):
    for (_, source), text in translated.items():
        assert edges(text) == edges(source), source
        assert text.count("\n") == source.count("\n"), source


def test_sentences_are_sentences_in_chinese(translated):
    for (_, source), text in translated.items():
        if source.endswith("."):
            assert CHINESE.search(text), source
            assert text.endswith("。"), source


def test_nothing_but_names_is_left_in_english(translated):
    for (_, source), text in translated.items():
        if not CHINESE.search(text):
            assert set(re.findall("[A-Za-z_]+", without_placeholders(text))) <= NAMES, source


def test_mnemonics_and_marks_are_kept(translated):
    for (_, source), text in translated.items():
        for mark in ("&", "⚠", "✓", "✗", "○", "◎", "●", "<b>", "</b>"):
            assert text.count(mark) == source.count(mark), (mark, source)


def test_chinese_punctuation_and_spaces(translated):
    for text in translated.values():
        for rule in (HALF_WIDTH, TOUCHING):
            assert rule.search(without_placeholders(text)) is None, text


def test_one_text_has_one_translation(translated):
    """The same English words, in whatever panel, are the same words in Chinese."""
    found: dict[str, set[str]] = {}
    for (_, source), text in translated.items():
        found.setdefault(source, set()).add(text)
    assert {source: texts for source, texts in found.items() if len(texts) > 1} == {}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_only_plain_strings_are_given_to_translate(path):
    """lupdate cannot read anything else: an f-string, a variable, a text put together."""
    for call in calls_to_translate(path):
        texts = call.args[:2]
        assert texts, f"{path.name}:{call.lineno}"
        for text in texts:
            assert isinstance(text, ast.Constant), f"{path.name}:{call.lineno}"
            assert isinstance(text.value, str), f"{path.name}:{call.lineno}"
