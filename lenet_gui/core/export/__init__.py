"""A session written down as plain PyTorch, with nothing of the program imported.

`path` holds the calls that lead to a moment. `telling` says each of them as a statement,
`liveness` leaves out what nobody reads, `folding` finds the loops, `story` divides the result into
chapters, and `script`, `notebook` and `distributed` write them. Nothing here imports torch.
"""
