"""Tools for working on the project; the program itself needs none of them."""
