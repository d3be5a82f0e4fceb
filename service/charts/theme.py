"""How charts look: by names of colours in the specification, by the theme's colours where it is drawn."""

from collections.abc import Mapping
from typing import Any, Final, Literal

Spec = dict[str, Any]
Theme = Literal["light", "dark", "print"]

# Text has 4.5:1 on paper, marks 3:1. Blue and orange stay apart for every kind of colour blindness, and no
# chart tells anything by them alone.
COLOURS: Final[Mapping[Theme, Mapping[str, str]]] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#16212a",
        "quiet": "#52606c",
        "grid": "#dfe5e9",
        "faint": "#778591",
        "main": "#0b5d78",
        "warm": "#a34b08",
        "pale": "#e6ecef",
        "shade": "#fcefdc",
    },
    "dark": {
        "paper": "#151d23",
        "ink": "#e6ecf0",
        "quiet": "#a2b0bb",
        "grid": "#29353e",
        "faint": "#71818d",
        "main": "#74c8e3",
        "warm": "#ffb454",
        "pale": "#25313a",
        "shade": "#2b2416",
    },
    "print": {
        "paper": "#ffffff",
        "ink": "#000000",
        "quiet": "#444444",
        "grid": "#dddddd",
        "faint": "#777777",
        "main": "#0b5d78",
        "warm": "#a34b08",
        "pale": "#e8e8e8",
        "shade": "#fcefdc",
    },
}
# On a page charts.css gives them: a chart follows the reader's theme, and the printer, without a redraw.
ON_A_PAGE: Final = {name: f"var(--chart-{name})" for name in COLOURS["light"]}
FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
_SMALL: Final = 11
_USUAL: Final = 12


def config(colours: Mapping[str, str] = ON_A_PAGE) -> Spec:
    """Vega-Lite's config: every colour of a chart comes from here, by the styles that its marks name."""
    return {
        "font": FONT,
        "background": "transparent",
        "view": {"stroke": None},
        # Who does not see it reads the chart's description and the table beneath, not every mark's numbers.
        "mark": {"aria": False},
        "text": {"fontSize": _USUAL, "color": colours["ink"]},
        "bar": {"color": colours["main"]},
        "point": {"opacity": 1, "filled": True},
        "axis": _axis(colours),
        "title": {
            "aria": False,
            "anchor": "start",
            "frame": "bounds",
            "fontSize": _USUAL,
            "fontWeight": "normal",
            "color": colours["quiet"],
            "offset": 10,
        },
        "style": _styles(colours),
    }


def _axis(colours: Mapping[str, str]) -> Spec:
    return {
        "aria": False,
        "domain": False,
        "ticks": False,
        "gridColor": colours["grid"],
        "labelColor": colours["quiet"],
        "labelFontSize": _SMALL,
        "labelPadding": 6,
        "titleColor": colours["quiet"],
        "titleFontSize": _USUAL,
        "titleFontWeight": "normal",
    }


def _styles(colours: Mapping[str, str]) -> Spec:
    text = {"ink": colours["ink"], "quiet": colours["quiet"], "warm": colours["warm"]}
    return {
        **{f"{name}_text": {"color": colour} for name, colour in text.items()},
        "small": {"color": colours["quiet"], "fontSize": _SMALL},
        "warm_small": {"color": colours["warm"], "fontSize": _SMALL, "fontWeight": "bold"},
        "warm_word": {"color": colours["warm"], "fontWeight": "bold"},
        "heading": {"color": colours["quiet"], "fontWeight": "bold"},
        "halo": {
            "color": colours["paper"],
            "stroke": colours["paper"],
            "strokeWidth": 4,
            "strokeJoin": "round",
        },
        **{
            name: {"color": colours[name]}
            for name in ("ink", "quiet", "faint", "main", "warm", "pale", "paper")
        },
        "shade": {"color": colours["shade"]},
        "lost": {"color": colours["warm"], "opacity": 0.45},
        "band": {"color": colours["main"], "opacity": 0.2},
        "hollow": {"color": colours["paper"], "stroke": colours["quiet"], "strokeWidth": 1.5},
        **{
            f"ringed_{name}": {"color": colours[name], "stroke": colours["paper"], "strokeWidth": 1}
            for name in ("main", "warm", "ink")
        },
    }
