// One tooltip for the whole map. Layers get no Leaflet tooltip of their own, because the page that carries this map puts a
// tooltip's text into innerHTML when its layer is clicked.

/** Make the node of a tooltip: the first line is a heading, the others follow under it. */
function hintNode(lines) {
  const node = element("div", "cf-hint-body");
  lines.forEach((line, index) => node.append(element(index === 0 ? "strong" : "div", "", line)));
  return node;
}

function makeHint(map) {
  const tooltip = L.tooltip({ className: "cf-hint", direction: "auto", opacity: 1, offset: [14, 0] });
  return {
    at(latlng, lines) {
      tooltip.setLatLng(latlng).setContent(hintNode(lines)).openOn(map);
    },
    move(latlng) {
      if (map.hasLayer(tooltip)) tooltip.setLatLng(latlng);
    },
    close() {
      map.closeTooltip(tooltip);
    },
  };
}

/** Show a tooltip that follows the pointer over a path; a tap shows it too. */
function hintOverPath(state, path, lines) {
  path.on("mouseover click", (event) => state.hint.at(event.latlng, lines()));
  path.on("mousemove", (event) => state.hint.move(event.latlng));
  path.on("mouseout", () => state.hint.close());
}
