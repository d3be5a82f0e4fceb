"""A chart as SVG, for where no script runs: in what is printed or sent."""

from typing import Any, Final

from model.writing.numbers import Language
from service.charts.drawable import drawable
from service.charts.theme import COLOURS, Spec, Theme, config
from service.charts.writing import number_locale

WIDTH: Final = 720
_FONT: Final = "Noto Sans, DejaVu Sans, sans-serif"


def svg(spec: Spec, language: Language, theme: Theme = "print", width: int = WIDTH) -> str:
    """`width` in pixels, of a chart that asks for its container's."""
    # It starts an engine of its own: who asks for no picture need not wait for it.
    import vl_convert

    picture: str = vl_convert.vegalite_to_svg(
        drawable(_drawn(spec, theme, width)), format_locale=number_locale(language), allowed_base_urls=[]
    )
    return picture


def _drawn(spec: Spec, theme: Theme, width: int) -> dict[str, Any]:
    """The chart in the theme's own colours, on its paper."""
    colours = COLOURS[theme]
    drawn = {name: part for name, part in spec.items() if name != "usermeta"}
    return {
        **drawn,
        "width": width,
        "background": colours["paper"],
        "config": {**config(colours), "font": _FONT},
    }
