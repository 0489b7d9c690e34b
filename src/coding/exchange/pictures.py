"""Charts as PNG and SVG, drawn on this machine without a browser or a font from elsewhere."""

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from coding.xml_text import xml_text

if TYPE_CHECKING:
    import altair as alt

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
PAPER = "#FFFFFF"
PNG_SCALE = 2.5
_CLIP = re.compile(r"(?<=[\"#])clip\d+(?=[\")])")
BAR_WIDTH = 460  # pixels, where the chart does not say it itself


def chart_svg(chart: "alt.LayerChart", *, title: str, description: str) -> bytes:
    """Draw a chart as SVG, with a title and a description for who does not see it."""
    from vl_convert import vegalite_to_svg

    svg = _counted_anew(vegalite_to_svg(_drawing(chart), vl_version=_version()))
    start = svg.index("<svg")
    inside = svg.index(">", start)
    words = (
        f'<title id="title">{escape(xml_text(title))}</title>'
        f'<desc id="description">{escape(xml_text(description))}</desc>'
    )
    named = f'<svg role="img" aria-labelledby="title description"{svg[start + len("<svg") : inside]}>'
    return f"{named}{words}{svg[inside + 1 :]}\n".encode()


def _counted_anew(svg: str) -> str:
    """Number the clips of a picture from zero; Vega goes on where the last picture ended."""
    places: dict[str, str] = {}
    return _CLIP.sub(lambda found: places.setdefault(found[0], f"clip{len(places)}"), svg)


def chart_png(chart: "alt.LayerChart") -> bytes:
    """Draw a chart as PNG, sharp enough for print."""
    from vl_convert import vegalite_to_png

    content: bytes = vegalite_to_png(_drawing(chart), vl_version=_version(), scale=PNG_SCALE)
    return content


def _drawing(chart: "alt.LayerChart") -> dict[str, Any]:
    drawing: dict[str, Any] = chart.to_dict()
    drawing.setdefault("width", BAR_WIDTH)
    drawing["config"] = {**drawing.get("config", {}), "font": FONT, "background": PAPER}
    return drawing


def _version() -> str:
    from altair.vegalite import SCHEMA_VERSION

    return ".".join(SCHEMA_VERSION.removeprefix("v").split(".")[:2])
