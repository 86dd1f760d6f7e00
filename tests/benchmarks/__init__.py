"""The figures of the program, measured beside a reference in the same run.

``python3 main.py bench`` prints a line a figure; ``--quick`` takes less than a minute.
"""
