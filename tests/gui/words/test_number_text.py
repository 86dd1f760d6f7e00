from lenet_gui.gui.words.number_text import exact, number


def test_a_rounded_zero_has_no_sign_and_an_exact_one_keeps_it():
    assert number(-0.0) == number(0.0) == "0"
    assert number(-1e-30) == "-1e-30"
    assert exact(-0.0) == "-0.0"
