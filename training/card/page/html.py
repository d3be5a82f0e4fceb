"""HTML in which every text is escaped unless it was made here."""

import html
from collections.abc import Iterable
from itertools import chain

VOID = {"meta", "br"}
LONGEST_NAME = 60


class Html(str):
    """Text that already is HTML."""

    __slots__ = ()


Inside = str | Iterable[Html]


def tag(_name: str, *inside: Inside, **attributes: str) -> Html:
    """An element; ``class_`` is the attribute class and ``aria_label`` aria-label.

    >>> tag("p", "2 < 3", class_="note")
    '<p class="note">2 &lt; 3</p>'
    >>> tag("p", tag("b", "yes"), " & ", [tag("i", "no")])
    '<p><b>yes</b> &amp; <i>no</i></p>'
    """
    named = (
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(value)}"' for name, value in attributes.items()
    )
    opening = f"<{_name}{''.join(named)}>"
    if _name in VOID:
        return Html(opening)
    content = "".join(chain.from_iterable(map(_pieces, inside)))
    return Html(f"{opening}{content}</{_name}>")


def _pieces(inside: Inside) -> Iterable[str]:
    if isinstance(inside, Html):
        return (inside,)
    return (html.escape(inside),) if isinstance(inside, str) else map(str, inside)


def shown(name: str) -> str:
    """A name out of a company's data, fit to be shown: no control or bidi marks, and not too long.

    >>> shown("Tết\\u202e 2026\\n"), len(shown("x" * 500))
    ('Tết 2026', 60)
    """
    clean = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return clean if len(clean) <= LONGEST_NAME else clean[: LONGEST_NAME - 1] + "…"
