// The two calls that Python makes: `start` once for a map, `show` for every payload. Only base64 stands in their arguments.

const states = new WeakMap();

function start(map, encoded) {
  const state = { map, settings: decode(encoded), hint: makeHint(map), labels: new TownLabels(), stops: [], focused: null };
  states.set(map, state);
  addPane(map, "cf-ground", 200);
  addPane(map, "cf-labels", 350);
  state.canvas = L.canvas({ padding: 0.3, tolerance: 3 });
  state.labels.addTo(map);
  addControls(state);
  followPageTheme(state);
  map.on("zoomend", () => scaleMarks(map));
  map.getContainer().setAttribute("role", "application");
  map.getContainer().setAttribute("aria-label", state.settings.title);
  placeFirst(state);
  if (state.settings.link_parameter) keepLink(state);
  fetchGround(state).catch((error) => notice(state, `The basemap could not be drawn (${error.message}). Marks and zones are not affected.`));
}

function addPane(map, name, zIndex) {
  map.createPane(name);
  map.getPane(name).style.zIndex = zIndex;
  map.getPane(name).style.pointerEvents = "none";
}

/** The first view. A map in a hidden tab has no size yet: it is placed again when it gets one. */
function placeFirst(state) {
  const { map, settings } = state;
  state.view = JSON.stringify(settings.view);
  if (settings.view) goTo(map, settings.view, false);
  else map.fitBounds(homeCorners(state), { animate: false });
  scaleMarks(map);
  if (map.getSize().x === 0) map.once("resize", () => placeFirst(state));
}

/**
 * Keep where the map stands in the page's own link, without a step in the browser's history for every pan. The page says the same
 * with its next run. A map that was not moved says nothing.
 */
function keepLink({ map, settings }) {
  const [home, zoom] = [map.getCenter(), map.getZoom()];
  map.on("moveend", () => {
    const centre = map.getCenter();
    if (map.getZoom() === zoom && map.project(centre).distanceTo(map.project(home)) < 3) return;
    const link = new URL(window.parent.location.href);
    link.searchParams.set(settings.link_parameter, [centre.lng.toFixed(4), centre.lat.toFixed(4), map.getZoom().toFixed(2)].join(","));
    window.parent.history.replaceState(window.parent.history.state, "", link);
  });
}

function goTo(map, view, animate) {
  map.setView([view.lat, view.lon], view.zoom, { animate });
}

function show(map, group, encoded) {
  const state = states.get(map);
  state.group = group;
  state.shown = decode(encoded);
  redraw(state, state.shown.theme);
  window.feature_group = []; // the page keeps every group it ever removed; this lets them go
  followView(state, state.shown.view);
  followSketch(state, state.shown.sketch);
}

/** Draw what was last handed in, in a theme; the keyboard's place stays. */
function redraw(state, theme) {
  const before = state.focused;
  state.hint.close();
  try {
    draw(state, theme);
    settleFocus(state, before);
  } catch (error) {
    notice(state, `The map could not be drawn (${error.message}). The table shows the same rows.`);
    throw error;
  }
}

function draw(state, theme) {
  const { payload, styles, palettes, attribution } = state.shown;
  state.payload = payload;
  state.styles = Object.fromEntries(styles.map((style) => [style.verdict, { ...style, colour: style[theme] }]));
  state.choose = (kind, id, latlng) => choose(state, kind, id, latlng);
  dressMap(state, theme, palettes[theme], attribution);
  const layers = L.layerGroup(); // not a feature group: only `choose` may tell the page of a click
  drawZones(state, payload.zones, layers);
  drawSigns(payload.zones, layers);
  drawAreas(state, payload.areas, layers);
  drawUncertainty(state, payload.marks, layers);
  drawCells(state, payload.cells, layers);
  drawMarks(state, payload, layers);
  state.group.clearLayers().addLayer(layers).addTo(state.map);
}

function dressMap(state, theme, palette, attribution) {
  state.attribution.textContent = attribution;
  if (state.theme === theme) return;
  state.theme = theme;
  state.palette = palette;
  document.documentElement.style.colorScheme = theme;
  const style = state.map.getContainer().style;
  for (const [name, colour] of Object.entries(palette)) style.setProperty(`--${name.replaceAll("_", "-")}`, colour);
  paintGround(state);
  fillLegend(state);
}

/** The page can turn dark without a run of its script; the frame then hears of it only in its next render event. */
function followPageTheme(state) {
  window.Streamlit.events.addEventListener("streamlit:render", ({ detail }) => {
    const theme = detail.theme?.base;
    const turned = theme !== undefined && theme !== (state.pageTheme ?? state.theme);
    state.pageTheme = theme;
    if (turned && state.shown && theme !== state.theme) redraw(state, theme);
  });
}

/** Move only when Python asks for another view than it asked for before: the user's own pan and zoom stay. */
function followView(state, view) {
  const wanted = JSON.stringify(view);
  if (wanted === state.view) return;
  state.view = wanted;
  if (view) goTo(state.map, view, true);
}

/** Tell the page what was chosen. The page reads the GeoJSON of the clicked layer; `click` makes a second click on it news. */
function choose(state, kind, id, latlng) {
  if (kind === "mark") for (const stop of state.stops) setPressed(stop, stop.kind === kind && stop.id === id);
  const feature = {
    type: "Feature",
    properties: { kind, id, click: Date.now() },
    geometry: { type: "Point", coordinates: [latlng.lng, latlng.lat] },
  };
  state.group.fire("click", { latlng, layer: { toGeoJSON: () => feature } });
}

window.dashboardMap = { start, show };
