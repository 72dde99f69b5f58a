// Outside text reaches the page through textContent, setAttribute and canvas text only: never through innerHTML.

const SVG = "http://www.w3.org/2000/svg";

/** Turn what present/encode.py embedded back into data: base64 of UTF-8 JSON. */
function decode(encoded) {
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** Draw a verdict's shape as an <svg> of `size` CSS pixels: halo, outline, fill, glyph, in that order. */
function verdictIcon(style, palette, size) {
  const icon = svg("svg", { viewBox: "-3 -3 30 30", width: size, height: size, "aria-hidden": "true" });
  const thin = 30 / size;
  const outline = { d: style.path, fill: "none", "stroke-linejoin": "round" };
  icon.append(
    svg("path", { ...outline, stroke: palette.mark_halo, "stroke-width": 4.4 * thin }),
    svg("path", { ...outline, stroke: palette.mark_outline, "stroke-width": 2 * thin }),
    svg("path", { d: style.path, fill: style.colour, "fill-rule": "evenodd" }),
  );
  if (style.glyph) {
    icon.append(
      svg("path", { d: style.glyph, fill: "none", stroke: palette.glyph, "stroke-width": 2.6, "stroke-linecap": "round" }),
    );
  }
  return icon;
}

/** Shorten a count for a small space: 1,234 → 1.2k. */
function shortCount(count) {
  if (count < 1000) return String(count);
  if (count < 10000) return (count / 1000).toFixed(1).replace(/\.0$/, "") + "k";
  return Math.round(count / 1000) + "k";
}
