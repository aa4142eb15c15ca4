import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { graticule } from "./graticule";
import type { Palette } from "./palette";
import { TILES_PATH, type Tiles } from "./tiles";
import { type Features, type Vocabulary, vocabularyOf } from "./vocabulary";

/** MapLibre draws glyphs with the page's own fonts, as no server is named for them. */
const FONT = ["Figtree Variable"];

export const GRATICULE = "graticule";
const world = { west: -180, south: -85, east: 180, north: 85 };

/** The look of the map. Without tiles: the ground, and lines of latitude and longitude on it. */
export function styleOf(palette: Palette, tiles: Tiles | null): StyleSpecification {
  const ground: LayerSpecification = {
    id: "ground",
    type: "background",
    paint: { "background-color": palette.ground },
  };
  if (!tiles) {
    return {
      version: 8,
      sources: { [GRATICULE]: { type: "geojson", data: graticule(world) } },
      layers: [
        ground,
        {
          id: GRATICULE,
          type: "line",
          source: GRATICULE,
          paint: { "line-color": palette.graticule },
        },
      ],
    };
  }
  return {
    version: 8,
    sources: {
      map: {
        type: "vector",
        url: `pmtiles://${location.origin}${TILES_PATH}`,
        attribution: tiles.attribution,
      },
    },
    layers: [ground, ...layers(palette, vocabularyOf(tiles.layers))],
  };
}

/** A width in pixels that grows with the zoom. */
const wide = (...stops: [zoom: number, px: number][]): ExpressionSpecification =>
  ["interpolate", ["exponential", 1.6], ["zoom"], ...stops.flat()] as ExpressionSpecification;

const from = ({ layer, filter }: Features) => ({
  source: "map",
  "source-layer": layer,
  ...(filter && { filter }),
});

const fill = (id: string, features: Features, color: string, minzoom = 0): LayerSpecification => ({
  id,
  type: "fill",
  minzoom,
  ...from(features),
  paint: { "fill-color": color },
});

const line = (
  id: string,
  features: Features,
  color: string,
  width: ExpressionSpecification,
  minzoom = 0,
): LayerSpecification => ({
  id,
  type: "line",
  minzoom,
  ...from(features),
  layout: { "line-cap": "round", "line-join": "round" },
  paint: { "line-color": color, "line-width": width },
});

function layers(palette: Palette, words: Vocabulary): LayerSpecification[] {
  const name: ExpressionSpecification = ["coalesce", ["get", "name:en"], ["get", "name"]];
  const halo = { "text-halo-color": palette.halo, "text-halo-width": 1.4 };
  const highway = wide([7, 0.8], [12, 3], [16, 12], [20, 60]);
  const major = wide([9, 0.4], [12, 1.8], [16, 10], [20, 50]);
  const minor = wide([12, 0.4], [14, 2], [16, 7], [20, 40]);
  const edge = (px: number): ExpressionSpecification => wide([12, px + 1], [16, px * 5], [20, 56]);
  return [
    ...words.built.map((features, i) => fill(`built-${i}`, features, palette.built)),
    ...words.green.map((features, i) => fill(`green-${i}`, features, palette.green)),
    fill("water", words.water, palette.water),
    fill("building", words.building, palette.building, 14),
    line("path", words.path, palette.path, wide([14, 0.6], [18, 3]), 14),
    line("rail", words.rail, palette.rail, wide([11, 0.5], [16, 2]), 11),
    line("minor-edge", words.minor, palette.roadEdge, wide([13, 1], [16, 8.5], [20, 43]), 13),
    line("major-edge", words.major, palette.roadEdge, wide([11, 1.5], [16, 12], [20, 54]), 11),
    line("highway-edge", words.highway, palette.roadEdge, edge(3), 9),
    line("minor", words.minor, palette.road, minor, 12),
    line("major", words.major, palette.road, major),
    line("highway", words.highway, palette.highway, highway),
    {
      id: "road-name",
      type: "symbol",
      minzoom: 14,
      ...from(words.roadName),
      layout: {
        "symbol-placement": "line",
        "text-field": name,
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 14, 10.5, 18, 13],
        "text-max-angle": 30,
      },
      paint: { "text-color": palette.quarter, ...halo },
    },
    {
      id: "quarter",
      type: "symbol",
      minzoom: 11.5,
      maxzoom: 16,
      ...from(words.quarter),
      layout: {
        "text-field": name,
        "text-font": FONT,
        "text-size": 11.5,
        "text-letter-spacing": 0.04,
        "text-max-width": 7,
        "text-padding": 12,
      },
      paint: { "text-color": palette.quarter, ...halo },
    },
    {
      id: "city",
      type: "symbol",
      maxzoom: 13,
      ...from(words.city),
      layout: {
        "text-field": name,
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 5, 12, 12, 17],
        "text-max-width": 8,
      },
      paint: { "text-color": palette.label, ...halo },
    },
  ];
}
