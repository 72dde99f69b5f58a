// Names of towns on one canvas, the most important first, each only where it meets no other: as many as fit legibly.

const LABEL_MARGIN = 0.2; // share of the view drawn beyond each edge, so that a short pan shows names at once
const PIXELS_PER_LABEL = 13000;
const LABEL_FONT = '"Source Sans 3", "Source Sans Pro", "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

const TownLabels = L.Layer.extend({
  onAdd(map) {
    this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", map.getPane("cf-labels"));
    this._canvas.setAttribute("aria-hidden", "true");
    map.on("moveend resize viewreset", this._draw, this);
  },

  onRemove(map) {
    map.off("moveend resize viewreset", this._draw, this);
    this._canvas.remove();
  },

  show(towns, palette, field) {
    this._palette = palette;
    this._towns = towns
      .map((town) => ({
        name: town.properties[field] || town.properties.name_en || town.properties.name || "",
        rank: Number(town.properties.rank ?? 99),
        latlng: L.latLng(town.geometry.coordinates[1], town.geometry.coordinates[0]),
      }))
      .filter((town) => town.name)
      .sort((a, b) => a.rank - b.rank);
    this._draw();
  },

  _draw() {
    if (!this._towns || !this._map) return;
    const size = this._map.getSize();
    const margin = size.multiplyBy(LABEL_MARGIN).round();
    const whole = size.add(margin.multiplyBy(2));
    const context = this._prepare(whole, margin);
    const view = this._map.getBounds().pad(LABEL_MARGIN);
    const taken = [];
    let left = Math.ceil((whole.x * whole.y) / PIXELS_PER_LABEL);
    for (const town of this._towns) {
      if (left === 0) break;
      if (!view.contains(town.latlng)) continue;
      if (this._place(context, town, this._map.latLngToContainerPoint(town.latlng).add(margin), taken)) left -= 1;
    }
  },

  _prepare(whole, margin) {
    const scale = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(this._canvas, this._map.containerPointToLayerPoint(margin.multiplyBy(-1)));
    this._canvas.width = whole.x * scale;
    this._canvas.height = whole.y * scale;
    this._canvas.style.width = `${whole.x}px`;
    this._canvas.style.height = `${whole.y}px`;
    const context = this._canvas.getContext("2d");
    context.scale(scale, scale);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    return context;
  },

  /** Draw the name right, left, above or below its dot, whichever is free; false where none is. */
  _place(context, town, at, taken) {
    const size = town.rank <= 1 ? 12.5 : 11.5;
    context.font = `${town.rank <= 1 ? 600 : 400} ${size}px ${LABEL_FONT}`;
    const width = context.measureText(town.name).width;
    const spots = [
      [at.x + 6, at.y],
      [at.x - 6 - width, at.y],
      [at.x - width / 2, at.y - size * 0.95],
      [at.x - width / 2, at.y + size * 1.0],
    ];
    for (const [x, y] of spots) {
      const box = [Math.min(x, at.x) - 9, Math.min(y - size / 2, at.y) - 6, Math.max(x + width, at.x) + 9, Math.max(y + size / 2, at.y) + 6];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      this._ink(context, town.name, at, x, y);
      return true;
    }
    return false;
  },

  _ink(context, name, at, x, y) {
    const palette = this._palette;
    context.fillStyle = palette.town;
    context.strokeStyle = palette.town_halo;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(at.x, at.y, 2.2, 0, 2 * Math.PI);
    context.stroke();
    context.fill();
    context.lineWidth = 3;
    context.strokeText(name, x, y);
    context.fillStyle = palette.town_label;
    context.fillText(name, x, y);
  },
});
