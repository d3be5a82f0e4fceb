"""The leak guard: fields that were filled in after the submit must not train."""
