"""What a command says when it cannot do its work."""


class Refused(Exception):
    """One line for a person: what is wrong and what would be right. The command exits with 1."""
