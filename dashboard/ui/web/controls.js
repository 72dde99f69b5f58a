// Buttons and panels on the map. Attribution is text, not HTML, and carries no prefix.

const FIT_ICON = "M3 8 V3 H8 M16 3 H21 V8 M21 16 V21 H16 M8 21 H3 V16";

function addControls(state) {
  const { map } = state;
  const fit = L.control({ position: "topleft" });
  fit.onAdd = () => fitButton(state);
  fit.addTo(map);
  L.control.scale({ imperial: false, maxWidth: 110, position: "bottomleft" }).addTo(map);
  const legend = L.control({ position: "topright" });
  legend.onAdd = () => (state.legend = shielded(element("details", "cf-panel cf-legend")));
  legend.addTo(map);
  const attribution = L.control({ position: "bottomright" });
  attribution.onAdd = () => (state.attribution = element("div", "cf-attribution"));
  attribution.addTo(map);
}

function fitButton(state) {
  const bar = element("div", "leaflet-bar");
  const button = element("button", "cf-button");
  button.type = "button";
  button.title = "Fit the map to what it shows";
  button.setAttribute("aria-label", button.title);
  const icon = svg("svg", { viewBox: "0 0 24 24", width: 16, height: 16, "aria-hidden": "true" });
  icon.append(svg("path", { d: FIT_ICON, fill: "none", stroke: "currentColor", "stroke-width": 2.2, "stroke-linecap": "round" }));
  button.append(icon);
  button.addEventListener("click", () => fitToData(state));
  bar.append(button);
  return shielded(bar);
}

/** Keep clicks and wheels on a control from reaching the map under it. */
function shielded(node) {
  L.DomEvent.disableClickPropagation(node);
  L.DomEvent.disableScrollPropagation(node);
  return node;
}

/** Fit to marks, areas and cells; to the zones where there are none; to the home extent where there is nothing at all. */
function fitToData(state) {
  const bounds = [boundsOfEvents(state.payload), boundsOfZones(state.payload), L.latLngBounds(homeCorners(state))].find((b) => b.isValid());
  state.map.fitBounds(bounds, { padding: [36, 36], maxZoom: 12 });
}

function boundsOfEvents({ marks, areas, cells }) {
  const bounds = L.latLngBounds([]);
  for (const mark of marks) bounds.extend([mark.lat, mark.lon]);
  for (const area of areas) bounds.extend(L.geoJSON(area.geojson).getBounds());
  for (const cell of cells) bounds.extend([[cell.south, cell.west], [cell.north, cell.east]]);
  return bounds;
}

function boundsOfZones({ zones }) {
  const bounds = L.latLngBounds([]);
  for (const zone of zones) bounds.extend(L.geoJSON(zone.geojson).getBounds());
  return bounds;
}

function homeCorners({ settings }) {
  const [west, south, east, north] = settings.bounds;
  return [[south, west], [north, east]];
}

/** The legend says every shape in words; only verdicts that a map can show are listed. */
function fillLegend(state) {
  const legend = state.legend;
  if (!legend.firstChild) legend.open = state.map.getSize().x >= 640 && state.map.getSize().y >= 380;
  const rows = state.settings.legend.map((verdict) => legendRow(verdictIcon(state.styles[verdict], state.palette, 22), verdict));
  if (rows.length > 0) rows.push(legendRow(swatch("cf-swatch-disc"), "stated uncertainty"), legendRow(swatch("cf-swatch-area"), "known to the area only"));
  rows.push(legendRow(swatch("cf-swatch-zone"), state.settings.zone_legend[0]));
  rows.push(legendRow(swatch("cf-swatch-zone cf-swatch-off"), state.settings.zone_legend[1]));
  legend.replaceChildren(element("summary", "", "Legend"), ...rows);
}

function legendRow(sign, words) {
  const row = element("div", "cf-legend-row");
  row.append(sign, element("span", "", words));
  return row;
}

function swatch(className) {
  return element("span", `cf-swatch ${className}`);
}

/** Say on the map that something went wrong: a blank map must never look like an empty one. */
function notice(state, text) {
  state.notice?.remove();
  state.notice = element("div", "cf-panel cf-notice", text);
  state.notice.setAttribute("role", "alert");
  state.map.getContainer().append(state.notice);
}
