from lenet_gui.gui.mailbox import Mailbox


def test_newer_value_takes_the_place_of_an_older_one():
    mailbox: Mailbox[int] = Mailbox()
    mailbox.put(1)
    mailbox.put(2)
    assert mailbox.take() == 2
    assert mailbox.take() is None


def test_it_is_empty_until_something_is_put_and_after_it_was_taken():
    mailbox: Mailbox[int] = Mailbox()
    assert mailbox.is_empty
    mailbox.put(0)
    assert not mailbox.is_empty
    mailbox.take()
    assert mailbox.is_empty
