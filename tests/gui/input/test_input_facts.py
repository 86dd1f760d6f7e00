from lenet_gui.core.inputs import Picture
from lenet_gui.gui.input.input_facts import InputFacts
from tests.snapshots import input_view


def test_a_file_name_is_text_and_no_markup(qtbot):
    facts = InputFacts()
    qtbot.addWidget(facts)
    facts.show_input(input_view(source=Picture(bytes(1024), None, "<b>x</b>.png")))
    assert "&lt;b&gt;x&lt;/b&gt;.png" in facts.text()
