// Everything drawn on the one canvas above the ground: zones, areas, uncertainty, cells. One canvas, because a second
// one above it would swallow the pointer.

function drawZones(state, zones, into) {
  const inForceLast = [...zones].sort((a, b) => a.is_line - b.is_line || a.in_force - b.in_force);
  for (const zone of inForceLast) {
    const styles = zone.is_line ? lineStyles(zone, state.palette) : [zoneStyle(zone, state.palette)];
    for (const style of styles) {
      for (const path of pathsOf(zone.geojson, { ...style, renderer: state.canvas })) {
        hintOverPath(state, path, () => zoneLines(zone));
        into.addLayer(path);
      }
    }
  }
}

/** Short signs on the edges of zones. They are not for the pointer: the zone under them tells its name. */
function drawSigns(zones, into) {
  for (const zone of zones) {
    if (!zone.sign) continue;
    const [lon, lat] = zone.sign_at;
    const html = element("div", zone.in_force ? "cf-sign" : "cf-sign cf-sign-off", zone.sign);
    const icon = L.divIcon({ html, className: "cf-icon", iconSize: [0, 0] });
    into.addLayer(L.marker([lat, lon], { icon, keyboard: false, interactive: false }));
  }
}

/** The paths of a geometry without the group that holds them: the page would take a click on the group for a choice. */
function pathsOf(geojson, options) {
  return L.geoJSON(geojson, options).getLayers();
}

function zoneLines(zone) {
  return [zone.name, zone.kind, zone.in_force ? "In force in the period shown" : "Not in force in the period shown"];
}

function zoneStyle(zone, palette) {
  const shown = zone.in_force ? { weight: 2, fillOpacity: 0.09, dashArray: null } : { weight: 1.5, fillOpacity: 0.03, dashArray: "6 5" };
  return { color: palette.zone, fillColor: palette.zone, opacity: 0.95, ...shown };
}

function lineStyles(zone, palette) {
  const dashArray = zone.in_force ? null : "8 6";
  const casing = { color: palette.line_casing, weight: 5.5, opacity: 0.85, fill: false };
  return [casing, { color: palette.line, weight: 2.5, opacity: 1, fill: false, dashArray }];
}

/** Areas: hatched in the verdict's colour, so that an area is never mistaken for a place. */
function drawAreas(state, areas, into) {
  const isClose = state.map.getZoom() >= 9.5; // the hatch then covers all one sees, and says less
  for (const area of areas) {
    const colour = state.styles[area.verdict].colour;
    const style = { renderer: state.canvas, color: colour, weight: 1.4, opacity: 0.9, fillColor: hatch(colour), fillOpacity: isClose ? 0.16 : 0.55 };
    for (const path of pathsOf(area.geojson, style)) {
      hintOverPath(state, path, () => area.label.split("\n"));
      path.on("click", () => state.choose("area", area.region_code, L.latLng(area.lat, area.lon)));
      into.addLayer(path);
    }
  }
}

function hatch(colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 9;
  const context = tile.getContext("2d");
  context.strokeStyle = colour;
  context.lineWidth = 1.1;
  context.beginPath();
  for (const shift of [-9, 0, 9]) {
    context.moveTo(shift - 1, 10);
    context.lineTo(shift + 10, -1);
  }
  context.stroke();
  return context.createPattern(tile, "repeat");
}

/** What a place's uncertainty covers: the sector a mark is somewhere in, else the disc around it. */
function drawUncertainty(state, marks, into) {
  for (const mark of marks) {
    if (mark.radius_m <= 0) continue;
    const style = uncertaintyStyle(state, mark);
    const paths = mark.outline ? pathsOf(mark.outline, style) : [L.circle([mark.lat, mark.lon], { ...style, radius: mark.radius_m })];
    for (const path of paths) into.addLayer(path);
  }
}

function uncertaintyStyle(state, mark) {
  const colour = state.styles[mark.verdict].colour;
  return {
    renderer: state.canvas, interactive: false, color: colour, weight: mark.selected ? 2.2 : 1.2, opacity: mark.selected ? 1 : 0.9,
    dashArray: "3 3", fillColor: colour, fillOpacity: mark.selected ? 0.22 : 0.1,
  };
}

/** A cell: a ring cut by verdict with the count in it; never larger than its own square of ground allows. */
const CellMark = L.CircleMarker.extend({
  _project() {
    L.CircleMarker.prototype._project.call(this);
    const { cell } = this.options;
    const width = this._map.latLngToLayerPoint([cell.lat, cell.east]).x - this._map.latLngToLayerPoint([cell.lat, cell.west]).x;
    const room = cell.one_spot ? 20 : width * 0.56;
    this._radius = Math.max(6, Math.min(room, 6 + 2.1 * Math.log2(1 + cell.count), 20));
    this._updateBounds();
  },

  _updatePath() {
    const renderer = this._renderer;
    if (renderer._drawing && !this._empty()) paintCell(renderer._ctx, this._point, this._radius, this.options);
  },
});

function paintCell(context, at, radius, { cell, styles, palette }) {
  const ring = (width, color) => {
    context.lineWidth = width;
    context.strokeStyle = color;
    context.beginPath();
    context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    context.stroke();
  };
  context.globalAlpha = 1;
  context.setLineDash([]);
  ring(3.6, palette.mark_halo);
  ring(1.8, palette.mark_outline);
  let from = -Math.PI / 2;
  cell.by_verdict.forEach((count, index) => {
    const to = from + (2 * Math.PI * count) / cell.count;
    context.fillStyle = styles[index].colour;
    context.beginPath();
    context.moveTo(at.x, at.y);
    context.arc(at.x, at.y, radius, from, to);
    context.fill();
    from = to;
  });
  if (radius >= 8) paintCount(context, at, radius, shortCount(cell.count), palette);
}

function paintCount(context, at, radius, text, palette) {
  context.fillStyle = palette.panel;
  context.beginPath();
  context.arc(at.x, at.y, radius * 0.68, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = palette.panel_text;
  context.font = `600 ${Math.round(radius * (text.length > 2 ? 0.58 : 0.74))}px ${LABEL_FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, at.x, at.y + 0.5);
}

function drawCells(state, cells, into) {
  const styles = Object.values(state.styles);
  for (const cell of [...cells].sort((a, b) => a.count - b.count)) {
    const mark = new CellMark([cell.lat, cell.lon], { renderer: state.canvas, cell, styles, palette: state.palette });
    hintOverPath(state, mark, () => cellLines(cell, styles));
    mark.on("click", () => openCell(state, cell));
    into.addLayer(mark);
  }
}

/** Look closer; where that parts nothing, tell the page which incidents are meant. */
function openCell(state, cell) {
  if (cell.one_spot) state.choose("cell", [cell.west, cell.south, cell.east, cell.north].join(","), L.latLng(cell.lat, cell.lon));
  else state.map.flyToBounds([[cell.south, cell.west], [cell.north, cell.east]], { duration: 0.4 });
}

function cellLines(cell, styles) {
  const counted = cell.by_verdict.map((count, index) => [count, styles[index].verdict]).filter(([count]) => count > 0);
  const lines = counted.map(([count, verdict]) => `${count.toLocaleString("en")} ${verdict}`);
  const where = cell.one_spot ? "at one spot" : "close together";
  return [`${cell.count.toLocaleString("en")} incidents ${where}`, ...lines, cell.one_spot ? "Click to list them" : "Click to look closer"];
}
