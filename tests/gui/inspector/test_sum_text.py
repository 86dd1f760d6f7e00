import re
from dataclasses import replace

from lenet_gui.core.explanation import Element, Quantity, Rule
from lenet_gui.gui.inspector.sum_text import claims, sum_table
from tests.inspections import convolution, explanation, factors, simple, weight_gradient

CELLS = re.compile(r"<td>(.*?)&nbsp;&nbsp;</td><td align=\"right\"><code>(.*?)</code>")


def lines(explained) -> dict[str, str]:
    return dict(CELLS.findall(sum_table(explained)))


def test_the_sum_stands_beside_pytorchs_number_and_the_whole_network_in_float64():
    shown = simple(Rule.LINEAR_BACKWARD)
    assert lines(shown) == {
        "sum of the terms (float64)": "0.25",
        "PyTorch&#x27;s number (float32)": "0.25",
        "difference": "0",
    }
    assert "the whole network in float64" in lines(weight_gradient(exact=0.1234567890123))


def test_a_bias_is_added_to_the_sum_by_name():
    shown = lines(convolution())
    assert shown["+ conv1.bias[2]"] == "0.125"
    total = float(shown["together (float64)"]) - float(shown["sum of the terms (float64)"])
    assert abs(total - 0.125) < 1e-12


def test_nothing_is_summed_for_a_pixel():
    pixel = explanation(Element(Quantity.ACTIVATION, "input", (0, 0, 1, 1)), Rule.INPUT, number=0.5)
    assert lines(pixel) == {"PyTorch&#x27;s number (float32)": "0.5"}


def test_the_same_bits_are_claimed_only_where_they_were_found():
    assert claims(weight_gradient(same_bits=True))[0].startswith("✓")
    assert claims(weight_gradient(same_bits=False))[0].startswith("⚠")
    assert not any("bits" in said for said in claims(weight_gradient(same_bits=None)))


def test_deposits_that_lead_no_further_say_why():
    followed = replace(simple(Rule.DEPOSITS), last=weight_gradient())
    assert not any("cannot be followed" in said for said in claims(followed))
    assert "cannot be followed" in claims(simple(Rule.DEPOSITS))[0]
    assert not any("cannot be followed" in said for said in claims(weight_gradient()))


def test_of_a_flow_the_claim_is_about_the_deposits_computed_with_it():
    kept = replace(simple(Rule.LINEAR_BACKWARD), same_bits=True)
    assert claims(kept)[0].startswith("✓ PyTorch keeps no such number")
    lost = replace(kept, same_bits=False)
    assert claims(lost)[0].startswith("⚠ PyTorch keeps no such number")


def test_terms_that_are_zero_are_counted():
    zeros = int((weight_gradient().products == 0).sum())
    assert f"Terms that are exactly 0: {zeros} of 784." in claims(weight_gradient())


def test_relu_at_zero_and_equal_maxima_are_told():
    zero = factors(Quantity.ACTIVATION, "fc1", [(0, 1)], [0.0])
    at_zero = explanation(Element(Quantity.ACTIVATION, "relu3", (0, 1)), Rule.RELU, zero)
    assert any("PyTorch takes 0" in said for said in claims(at_zero))
    tie = explanation(
        Element(Quantity.ACTIVATION, "pool1", (0, 0, 1, 1)), Rule.MAX_POOL, facts={"tied": 2.0}
    )
    assert any("2 places of the window are equal" in said for said in claims(tie))
