"""What vl-convert may be given: a letter that XML forbids would end the whole process."""

import re
from typing import Any, Final

# All but the Char of XML 1.0; half of a surrogate pair is among them.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INSTEAD: Final = "\ufffd"


def drawable(spec: Any) -> Any:
    """The specification with every forbidden letter, in whatever somebody typed, replaced.

    >>> drawable({"values": [{"name": "a\\x00b", "size": 3}]})
    {'values': [{'name': 'a\ufffdb', 'size': 3}]}
    """
    if isinstance(spec, str):
        return _FORBIDDEN.sub(_INSTEAD, spec)
    if isinstance(spec, dict):
        return {drawable(key): drawable(value) for key, value in spec.items()}
    if isinstance(spec, list):
        return [drawable(each) for each in spec]
    return spec
