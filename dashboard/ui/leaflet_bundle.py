"""One same-origin script with everything a map needs, so that no map asks another host for anything.

folium names a dozen scripts and styles on public hosts; where one cannot be reached, the map is a blank frame without a
message. Here the installed package XStatic-Leaflet gives Leaflet, our own drawing code is in `web/`, and both become one
file under a name made of its content. `install_into_folium` puts that file in the place of all the others, and
`assert_offline` refuses a map on which anything would still ask elsewhere.
"""

import base64
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import folium
from branca.colormap import ColorMap
from branca.element import CssLink, Element, JavascriptLink
from folium.elements import JSCSSMixin
from xstatic.pkg import leaflet

from dashboard.ui.static_files import publish

_WEB = Path(__file__).parent / "web"
_OWN_SCRIPTS = ("dom.js", "hint.js", "basemap.js", "labels.js", "shapes.js", "marks.js", "controls.js", "sketch.js", "frame.js")
"""In the order in which they stand in the bundle: one scope, later files use what earlier ones define."""
_LEAFLET_PLUGINS: tuple[tuple[Path, Path], ...] = ()
"""Script and style of each Leaflet plugin that comes with an installed package. Register the folium class in `_BUNDLED` too."""
_BUNDLED: tuple[type[JSCSSMixin], ...] = (folium.Map,)
"""Classes whose scripts and styles the bundle brings."""
_LINK = re.compile(r"url\(\s*['\"]?(images/[^'\")]+)['\"]?\s*\)")


class OutsideAssetError(Exception):
    """An element on a map would make the browser ask another host, or use a script that is not in the bundle."""


class BrokenPackageError(Exception):
    """The installed Leaflet package lacks a file that the bundle is made of."""


def ensure_bundle(static_dir: Path) -> str:
    """Make the bundle in `static_dir` unless it is there, and return its file name."""
    return publish(static_dir, "map", ".js", _bundle())


def install_into_folium(url: str) -> None:
    """Make every map built from now on load `url`, and nothing else. Call before maps are built; again is harmless."""
    for bundled in _BUNDLED:
        bundled.default_js = []
        bundled.default_css = []
    folium.Map.default_js = [("map_bundle", url)]


def assert_offline(fig: folium.Map) -> None:
    """Raise OutsideAssetError naming every element of the map that is not served by the installed bundle."""
    allowed = {address for _, address in folium.Map.default_js}
    faults = [fault for element in _walk(fig) for fault in _faults(element, allowed)]
    if faults:
        raise OutsideAssetError("a map must not ask other hosts; found " + "; ".join(faults))


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _walk(child)


def _faults(element: Element, allowed: set[str]) -> Iterator[str]:
    name = type(element).__name__
    if isinstance(element, JSCSSMixin):
        assets = [address for _, address in (*element.default_js, *element.default_css)]
        yield from (f"{name} loads {address}" for address in assets if address not in allowed)
    if isinstance(element, JavascriptLink | CssLink) and element.url not in allowed:
        yield f"{name} loads {element.url}"
    if isinstance(element, ColorMap):
        yield f"{name} loads d3 from a public host; draw an HTML legend instead"
    if isinstance(element, folium.Icon):
        yield f"{name} needs a plugin and icon fonts that are not in the bundle"
    for attribute in ("tiles", "url", "data_url"):
        address = getattr(element, attribute, None)
        if isinstance(address, str) and re.match(r"(?:https?:)?//", address) and address not in allowed:
            yield f"{name}.{attribute} is {address}"


@lru_cache(maxsize=1)
def _bundle() -> bytes:
    data = Path(leaflet.BASE_DIR)
    plugin_scripts = [_read(script) for script, _ in _LEAFLET_PLUGINS]
    styles = [_inlined(_read(data / "leaflet.css"), data), *(_inlined(_read(css), css.parent) for _, css in _LEAFLET_PLUGINS)]
    own = "\n".join(_read(_WEB / name) for name in _OWN_SCRIPTS)
    parts = [
        _without_source_map(_read(data / "leaflet.js")),
        *plugin_scripts,
        _style_script("\n".join([*styles, _read(_WEB / "map.css")])),
        _defaults_script(data),
        f'(function (L) {{\n"use strict";\n{own}\n}})(window.L);\n',
    ]
    return "\n".join(parts).encode("utf-8")


def _style_script(css: str) -> str:
    return (
        '(function () { var style = document.createElement("style"); '
        f"style.textContent = {json.dumps(css)}; document.head.appendChild(style); }})();"
    )


def _defaults_script(data: Path) -> str:
    """No attribution prefix (it carries a flag, and a monitor is neutral), and marker icons that need no file."""
    icons = {
        "iconUrl": _data_uri(data / "images" / "marker-icon.png"),
        "iconRetinaUrl": _data_uri(data / "images" / "marker-icon-2x.png"),
        "shadowUrl": _data_uri(data / "images" / "marker-shadow.png"),
    }
    return (
        "L.Control.Attribution.prototype.options.prefix = false;\n"
        f'L.Icon.Default.imagePath = "";\nL.Icon.Default.mergeOptions({json.dumps(icons)});'
    )


def _inlined(css: str, folder: Path) -> str:
    return _LINK.sub(lambda link: f'url("{_data_uri(folder / link.group(1))}")', css)


def _data_uri(image: Path) -> str:
    try:
        content = image.read_bytes()
    except FileNotFoundError as error:
        raise BrokenPackageError(f"no image {image.name} in {image.parent}; reinstall XStatic-Leaflet") from error
    return f"data:image/png;base64,{base64.b64encode(content).decode('ascii')}"


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BrokenPackageError(f"no file {file.name} in {file.parent}; install the requirements again") from error


def _without_source_map(script: str) -> str:
    """Drop the pointer to a source map, which the browser's tools would ask for in vain."""
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", script)
