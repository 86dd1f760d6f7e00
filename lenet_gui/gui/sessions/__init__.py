"""The session as a file: opening, saving, and a copy of what is not saved yet."""
