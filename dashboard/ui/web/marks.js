// Marks and area badges: real elements, so that a keyboard reaches them. The marks are one tab stop; arrow keys walk them.

const NEXT_KEYS = new Set(["ArrowRight", "ArrowDown"]);
const PREVIOUS_KEYS = new Set(["ArrowLeft", "ArrowUp"]);

function drawMarks(state, payload, into) {
  const badges = payload.areas.map((area) => badgeFor(state, area));
  const marks = payload.marks.map((mark) => markerFor(state, mark));
  state.stops = [...marks, ...badges];
  for (const stop of state.stops) {
    into.addLayer(stop.marker);
    stop.marker.on("add", () => dress(state, stop));
  }
}

/** Marks shrink when the map is far out, and lose their counts there, so that a crowd stays readable. */
function scaleMarks(map) {
  const zoom = map.getZoom();
  map.getContainer().style.setProperty("--mark-scale", Math.min(1, Math.max(0.62, 0.62 + (zoom - 6) * 0.127)).toFixed(3));
  map.getContainer().classList.toggle("cf-far", zoom < 8);
}

function markerFor(state, mark) {
  const style = state.styles[mark.verdict];
  const size = style.size_px + Math.min(8, 2 * Math.log2(mark.count)) + 6; // the icon's box is wider than its shape
  const body = element("div", "cf-mark");
  body.append(verdictIcon(style, state.palette, size));
  if (mark.count > 1) body.append(element("span", "cf-count", shortCount(mark.count)));
  const marker = L.marker([mark.lat, mark.lon], {
    icon: L.divIcon({ html: body, className: "cf-icon", iconSize: [size, size] }),
    keyboard: false, riseOnHover: true, zIndexOffset: style.rank * 1000,
  });
  return { kind: "mark", id: mark.id, label: mark.label, selected: mark.selected, marker };
}

function badgeFor(state, area) {
  const style = state.styles[area.verdict];
  const body = element("div", "cf-badge");
  body.append(verdictIcon(style, state.palette, 20), element("span", "", shortCount(area.count)));
  const marker = L.marker([area.lat, area.lon], {
    icon: L.divIcon({ html: body, className: "cf-icon cf-icon-badge", iconSize: [0, 0] }),
    keyboard: false, riseOnHover: true, zIndexOffset: 500,
  });
  return { kind: "area", id: area.region_code, label: area.label, selected: false, marker };
}

/** Give a marker's element its role, its name, its keys and its tooltip. Called when Leaflet has made the element. */
function dress(state, stop) {
  const node = stop.marker.getElement();
  node.setAttribute("role", "button");
  node.setAttribute("aria-label", stop.label);
  node.dataset.kind = stop.kind;
  node.dataset.id = stop.id;
  node.tabIndex = -1;
  setPressed(stop, stop.selected);
  const show = () => state.hint.at(stop.marker.getLatLng(), stop.label.split("\n"));
  stop.marker.on("mouseover", show).on("mouseout", () => state.hint.close());
  stop.marker.on("click", () => state.choose(stop.kind, stop.id, stop.marker.getLatLng()));
  node.addEventListener("focus", () => {
    state.focused = stop;
    makeTabStop(state, stop);
    if (node.matches(":focus-visible")) show();
  });
  node.addEventListener("blur", () => {
    state.hint.close();
    setTimeout(() => state.focused === stop && (state.focused = null)); // later, so that a redraw still knows what had the focus
  });
  node.addEventListener("keydown", (event) => onMarkKey(state, stop, event));
}

function onMarkKey(state, stop, event) {
  const step = NEXT_KEYS.has(event.key) ? 1 : PREVIOUS_KEYS.has(event.key) ? -1 : 0;
  const chooses = event.key === "Enter" || event.key === " ";
  if (step === 0 && !chooses) return;
  event.preventDefault();
  event.stopPropagation(); // arrow keys would pan the map
  if (chooses) state.choose(stop.kind, stop.id, stop.marker.getLatLng());
  else focusStop(state, state.stops[(state.stops.indexOf(stop) + step + state.stops.length) % state.stops.length]);
}

function focusStop(state, stop) {
  if (!state.map.getBounds().contains(stop.marker.getLatLng())) state.map.panTo(stop.marker.getLatLng(), { animate: false });
  stop.marker.getElement().focus({ preventScroll: true });
}

/** Exactly one mark takes part in the tab order: the focused one, else the selected one, else the first. */
function makeTabStop(state, chosen) {
  for (const stop of state.stops) stop.marker.getElement().tabIndex = stop === chosen ? 0 : -1;
}

function setPressed(stop, pressed) {
  const node = stop.marker.getElement();
  node.setAttribute("aria-pressed", String(pressed));
  node.classList.toggle("cf-selected", pressed);
}

/** After a redraw: the tab stop, and the focus where it was before. */
function settleFocus(state, before) {
  if (state.stops.length === 0) return;
  const same = before && state.stops.find((stop) => stop.kind === before.kind && stop.id === before.id);
  makeTabStop(state, same || state.stops.find((stop) => stop.selected) || state.stops[0]);
  if (same) same.marker.getElement().focus({ preventScroll: true });
}
