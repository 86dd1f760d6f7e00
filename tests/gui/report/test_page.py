import base64
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PySide6.QtGui import QImage

from lenet_gui.core.inputs import Picture
from lenet_gui.gui.language import Language, LanguageSwitch
from lenet_gui.gui.report.answers import Answer, session_answers
from lenet_gui.gui.report.page import screen_page
from lenet_gui.gui.report.report import Plot
from tests.gui.report.reports import failed, report, row, trained
from tests.snapshots import input_view

OPEN_ENDED = {"meta", "img", "br"}


class Reader(HTMLParser):
    """Reads the headings, the cells and the plots, and sees to it that every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.cells: list[str] = []
        self.code = ""
        self.sources: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in OPEN_ENDED:
            self.open.append(tag)
        if tag == "img":
            self.sources.append(dict(attrs)["src"])
        if tag in ("h1", "h2", "h3"):
            self.headings.append("")
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"h1", "h2", "h3"} & set(self.open):
            self.headings[-1] += data
        if {"td", "th"} & set(self.open):
            self.cells[-1] += data
        if "pre" in self.open:
            self.code += data


@pytest.fixture
def page(qtbot) -> Reader:
    return Reader(screen_page(report(qtbot)))


def test_every_section_has_its_heading(page):
    assert page.headings == [
        "A training session of LeNet", "What is trained", "Where it stands",
        "Parameters and their gradients", "Answers",
        *(answer.question for answer in session_answers(failed())),
        "Plots", "Loss", "The program", "The log",
    ]  # fmt: skip


def test_numbers_are_written_with_all_digits(qtbot):
    found = Reader(screen_page(report(qtbot, snapshot=trained(loss=0.1 + 0.2, lr=1 / 3))))
    facts = dict(zip(found.cells[::2], found.cells[1::2], strict=False))
    assert float(facts["Loss"]) == 0.1 + 0.2
    assert float(facts["Learning rate of the next step"]) == 1 / 3
    assert facts["Accuracy on the batch"] == "15.625 %"
    assert facts["Accuracy on the test part"] == "50 % (images: 360, after 1 updates)"


def test_what_is_not_there_yet_is_said(qtbot):
    before = trained(loss=None, gradient_norm=None, accuracy=None, test_accuracy=None)
    found = Reader(screen_page(report(qtbot, snapshot=before, plots=(), log=())))
    assert "none yet" in found.cells
    assert "none: every .grad is None" in found.cells
    assert "Accuracy on the test part" not in found.cells
    text = screen_page(report(qtbot, snapshot=before, plots=(), log=()))
    assert "There was nothing to draw yet" in text
    assert "No call has been made yet." in text


def test_date_seed_device_and_versions_are_told(page):
    facts = dict(zip(page.cells[::2], page.cells[1::2], strict=False))
    assert facts["Date and time"] == "2026-11-24 14:05"
    assert (facts["Seed"], facts["Device"], facts["torch's threads"]) == ("0", "cpu", "1")
    assert facts["PyTorch"] == "2.13.0"


def test_the_program_is_a_script_that_compiles(page):
    compile(page.code, "program", "exec")
    assert "loss.backward()" in page.code


def test_log_has_a_row_a_call_with_pytorchs_words_where_it_failed(page):
    assert page.cells.count("loss.backward()") == 2
    assert "RuntimeError: a < b & c" in page.cells[-1]


def test_log_that_has_forgotten_its_beginning_says_so(qtbot):
    assert "keeps no older ones" not in screen_page(report(qtbot, log=(row(1),)))
    assert "begins with call 7; it keeps no older ones" in screen_page(
        report(qtbot, log=(row(7), row(8)))
    )


def test_a_run_is_one_row_with_its_first_and_last_call(qtbot):
    run = replace(row(3), last=90)
    assert "3–90" in Reader(screen_page(report(qtbot, log=(run,)))).cells


def test_text_of_others_is_no_markup(qtbot):
    evil = "<script>alert(1)</script> & \"'"
    snapshot = trained(input=input_view(source=Picture(bytes(1024), None, evil)))
    found = Reader(
        screen_page(
            report(
                qtbot,
                snapshot=snapshot,
                log=(row(1, evil, evil),),
                plots=(Plot(evil, b"", 10, 10),),
                answers=(Answer(evil, evil),),
            )
        )
    )
    assert "script" not in found.tags
    assert f"the picture {evil}" in found.cells
    assert found.cells.count(evil) == 2
    assert evil in found.headings


def test_nothing_lies_outside_of_the_file(page, qtbot):
    assert {source.partition(",")[0] for source in page.sources} == {"data:image/png;base64"}
    assert not {"script", "link", "iframe"} & page.tags
    assert re.findall(r"https?:|url\(|@import", screen_page(report(qtbot))) == []


def test_plots_are_pictures_of_twice_the_pixels(page):
    image = QImage.fromData(base64.b64decode(page.sources[0].partition(",")[2]))
    assert image.width() == 2 * 720


def test_answers_are_told_with_what_they_rest_on(qtbot):
    text = screen_page(report(qtbot, answers=(Answer("Why < how?", "Because."),)))
    assert "<h3>Why &lt; how?</h3>\n<p>Because.</p>" in text
    assert "Computed from this session: its calls up to the moment that is shown" in text


def test_the_report_is_in_the_readers_language(qtbot, qapp):
    switch = LanguageSwitch(qapp)
    switch.use(Language.CHINESE)
    try:
        text = screen_page(report(qtbot))
    finally:
        switch.use(Language.ENGLISH)
    assert '<html lang="zh' in text
    assert re.search("[\u4e00-\u9fff]", "".join(Reader(text).cells))
    assert "参数" in Reader(text).cells
    assert Reader(text).code == Reader(screen_page(report(qtbot))).code
