// Drawing a line or an area: a click adds a corner, a double click or "Done" closes, Escape takes the drawing back. Corners of what
// stands can be dragged, and removed with a right click or the Delete key. The page is told of a whole shape only.

const SKETCH_HANDLES_MAX = 300;
const SKETCH_NEAR_PX = 6;
const SKETCH_WORDS = {
  idle: "Drag a corner to move it; right click or Delete removes it.",
  drawing: "Click for each corner; double click or Done to close, Escape to take it back.",
};

/** Take up what is to be drawn. The same token again is the same drawing: what was begun goes on. */
function followSketch(state, wanted) {
  if (!wanted) return endSketch(state);
  state.sketch ??= makeSketch(state);
  const { sketch } = state;
  if (sketch.token !== wanted.token) {
    stopDrawing(state);
    Object.assign(sketch, { token: wanted.token, isArea: wanted.is_area, corners: wanted.corners.map(([lon, lat]) => L.latLng(lat, lon)) });
  }
  paintSketch(state);
}

function makeSketch(state) {
  const { map } = state;
  const sketch = { token: null, corners: [], drawn: null, layers: L.layerGroup().addTo(map), panel: L.control({ position: "topleft" }) };
  sketch.panel.onAdd = () => (sketch.node = shielded(sketchPanel(state)));
  sketch.panel.addTo(map);
  map.on("click", ({ latlng }) => addCorner(state, latlng));
  map.on("dblclick", () => finishDrawing(state));
  map.on("mousemove", ({ latlng }) => stretch(state, latlng));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape" && sketch.drawn) stopDrawing(state, true);
  });
  return sketch;
}

function endSketch(state) {
  if (!state.sketch) return;
  stopDrawing(state);
  state.sketch.token = null;
  state.sketch.layers.clearLayers();
  state.sketch.node.hidden = true;
}

function sketchPanel(state) {
  const panel = element("div", "cf-panel cf-sketch");
  const begin = () => startDrawing(state);
  const buttons = [["Draw", begin], ["Done", () => finishDrawing(state)], ["Back one", () => dropCorner(state)], ["Cancel", () => stopDrawing(state, true)]];
  for (const [words, act] of buttons) {
    const button = element("button", "", words);
    button.type = "button";
    button.addEventListener("click", act);
    panel.append(button);
  }
  const words = element("div", "cf-sketch-words");
  words.setAttribute("role", "status");
  panel.append(words);
  return panel;
}

function startDrawing(state) {
  const { map, sketch } = state;
  sketch.drawn = [];
  map.doubleClickZoom.disable();
  map.getContainer().style.cursor = "crosshair";
  map.getContainer().focus();
  paintSketch(state);
}

function stopDrawing(state, isShown = false) {
  const { map, sketch } = state;
  sketch.drawn = null;
  sketch.stretched = null;
  map.doubleClickZoom.enable();
  map.getContainer().style.cursor = "";
  if (isShown) paintSketch(state);
}

/** A double click comes as two clicks before: a corner upon the last one is none. */
function addCorner(state, latlng) {
  const { map, sketch } = state;
  if (!sketch.drawn) return;
  const last = sketch.drawn.at(-1);
  if (last && map.latLngToContainerPoint(last).distanceTo(map.latLngToContainerPoint(latlng)) < SKETCH_NEAR_PX) return;
  sketch.drawn.push(latlng);
  paintSketch(state);
}

function dropCorner(state) {
  state.sketch.drawn?.pop();
  paintSketch(state);
}

function finishDrawing(state) {
  const { sketch } = state;
  if (!sketch.drawn || sketch.drawn.length < (sketch.isArea ? 3 : 2)) return;
  sketch.corners = sketch.drawn;
  stopDrawing(state, true);
  tellSketch(state);
}

function stretch(state, latlng) {
  const { sketch } = state;
  if (!sketch.drawn?.length) return;
  sketch.stretched ??= L.polyline([], { ...sketchStyle(state), dashArray: "4 4" });
  sketch.stretched.setLatLngs([sketch.drawn.at(-1), latlng, ...(sketch.isArea && sketch.drawn.length > 1 ? [sketch.drawn[0]] : [])]);
  sketch.stretched.addTo(sketch.layers);
}

function paintSketch(state) {
  const { sketch } = state;
  if (sketch.token === null) return;
  sketch.layers.clearLayers();
  sketch.node.hidden = false;
  const isDrawing = sketch.drawn !== null;
  const [draw, done, back, cancel] = sketch.node.querySelectorAll("button");
  draw.hidden = isDrawing;
  draw.textContent = sketch.corners.length ? "Draw anew" : `Draw ${sketch.isArea ? "the area" : "the line"}`;
  for (const button of [done, back, cancel]) button.hidden = !isDrawing;
  done.disabled = !isDrawing || sketch.drawn.length < (sketch.isArea ? 3 : 2);
  sketch.node.lastChild.textContent = isDrawing ? SKETCH_WORDS.drawing : sketch.corners.length ? SKETCH_WORDS.idle : "";
  if (isDrawing) paintDrawn(state);
  else if (sketch.corners.length <= SKETCH_HANDLES_MAX) sketch.corners.forEach((_, at) => sketch.layers.addLayer(handle(state, at)));
}

function paintDrawn(state) {
  const { sketch } = state;
  sketch.layers.addLayer((sketch.isArea ? L.polygon : L.polyline)(sketch.drawn, sketchStyle(state)));
  for (const corner of sketch.drawn) sketch.layers.addLayer(L.marker(corner, { icon: cornerIcon(), interactive: false, keyboard: false }));
}

function sketchStyle({ palette }) {
  return { color: palette.selection, weight: 2, fillOpacity: 0.08, interactive: false };
}

function cornerIcon() {
  return L.divIcon({ html: element("div", "cf-corner"), className: "cf-icon", iconSize: [16, 16] });
}

function handle(state, at) {
  const { sketch } = state;
  const marker = L.marker(sketch.corners[at], { icon: cornerIcon(), draggable: true, autoPan: true, alt: `Corner ${at + 1}` });
  marker.on("dragend", () => {
    sketch.corners = sketch.corners.with(at, marker.getLatLng());
    tellSketch(state);
  });
  marker.on("contextmenu", () => removeCorner(state, at));
  marker.on("keydown", ({ originalEvent }) => {
    if (["Delete", "Backspace"].includes(originalEvent.key)) removeCorner(state, at);
  });
  return marker;
}

function removeCorner(state, at) {
  const { sketch } = state;
  if (sketch.corners.length <= (sketch.isArea ? 3 : 2)) return;
  sketch.corners = sketch.corners.filter((_, other) => other !== at);
  paintSketch(state);
  tellSketch(state);
}

function tellSketch(state) {
  const { sketch } = state;
  const coordinates = sketch.corners.map(({ lat, lng }) => [Number(lng.toFixed(6)), Number(lat.toFixed(6))]);
  const feature = {
    type: "Feature",
    properties: { kind: "sketch", id: sketch.token, click: Date.now() },
    geometry: { type: "LineString", coordinates },
  };
  state.group.fire("click", { latlng: sketch.corners[0], layer: { toGeoJSON: () => feature } });
}
