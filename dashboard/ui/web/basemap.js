// The ground: sea, neighbours, regions, lakes, rivers. A GeoJSON file of this server, fetched once, styled per theme.

const GROUND_ORDER = ["neighbour", "region", "lake", "river"];

function groundStyle(layer, palette) {
  const line = (color, weight) => ({ stroke: true, fill: false, color, weight, opacity: 1 });
  const area = (fillColor, color, weight) => ({ stroke: weight > 0, fill: true, fillColor, fillOpacity: 1, color, weight, opacity: 1 });
  if (layer === "neighbour") return area(palette.neighbour, palette.neighbour_line, 0.8);
  if (layer === "region") return area(palette.land, palette.region_line, 1);
  if (layer === "lake") return area(palette.lake, palette.river, 0.6);
  return line(palette.river, 1);
}

async function fetchGround(state) {
  const answer = await fetch(state.settings.basemap_url);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const features = (await answer.json()).features;
  const renderer = L.canvas({ pane: "cf-ground", padding: 0.4 });
  state.ground = GROUND_ORDER.map((layer) => ({
    layer,
    shapes: L.geoJSON(
      { type: "FeatureCollection", features: features.filter((feature) => feature.properties.layer === layer) },
      { renderer, pane: "cf-ground", interactive: false, smoothFactor: 1.2 },
    ),
  }));
  state.sheetEdge = sheetEdge(state.ground, renderer);
  state.towns = features.filter((feature) => feature.properties.layer === "town");
  paintGround(state);
}

/** Everything beyond the ground's extent: an edge like that of a map sheet, so that what the file lacks is not taken for sea. */
function sheetEdge(ground, renderer) {
  const extent = L.latLngBounds([]);
  for (const { layer, shapes } of ground) if (layer === "neighbour" || layer === "region") extent.extend(shapes.getBounds());
  const hole = extent.isValid() ? [[extent.getSouthWest(), extent.getNorthWest(), extent.getNorthEast(), extent.getSouthEast()]] : [];
  const world = [[-85, -720], [85, -720], [85, 720], [-85, 720]];
  return L.polygon([world, ...hole], { renderer, pane: "cf-ground", interactive: false });
}

/** Draw the ground in the theme's colours; does nothing until both the file and the theme are there. */
function paintGround(state) {
  if (!state.ground || !state.palette) return;
  for (const { layer, shapes } of state.ground) {
    shapes.setStyle(groundStyle(layer, state.palette));
    if (!state.map.hasLayer(shapes)) shapes.addTo(state.map);
  }
  state.sheetEdge.setStyle({ fillColor: state.palette.beyond, fillOpacity: 1, color: state.palette.neighbour_line, weight: 1 });
  state.sheetEdge.addTo(state.map);
  state.labels.show(state.towns, state.palette, state.settings.label_field);
}
