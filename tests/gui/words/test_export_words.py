from lenet_gui.core.export.words import ENGLISH
from lenet_gui.gui.words.export_words import export_words


def test_untranslated_sentences_are_the_defaults_of_core():
    assert export_words() == ENGLISH
