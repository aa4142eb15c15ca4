import type { FilterSpecification } from "maplibre-gl";

/** Some features of a layer of the tiles. */
export interface Features {
  layer: string;
  filter?: FilterSpecification;
}

/** What the features that the map shows are called in a scheme of vector tiles. */
export interface Vocabulary {
  water: Features;
  green: Features[];
  built: Features[];
  building: Features;
  path: Features;
  rail: Features;
  minor: Features;
  major: Features;
  highway: Features;
  roadName: Features;
  city: Features;
  quarter: Features;
}

const is = (layer: string, field: string, ...values: string[]): Features => ({
  layer,
  filter: ["in", ["get", field], ["literal", values]],
});

/** https://openmaptiles.org/schema */
export const openMapTiles: Vocabulary = {
  water: { layer: "water" },
  green: [is("landcover", "class", "grass", "wood", "wetland"), { layer: "park" }],
  built: [is("landuse", "class", "commercial", "industrial", "retail", "hospital", "school")],
  building: { layer: "building" },
  path: is("transportation", "class", "path", "track", "pedestrian"),
  rail: is("transportation", "class", "rail", "transit"),
  minor: is("transportation", "class", "minor", "service", "residential", "unclassified"),
  major: is("transportation", "class", "primary", "secondary", "tertiary"),
  highway: is("transportation", "class", "motorway", "trunk"),
  roadName: { layer: "transportation_name" },
  city: is("place", "class", "city", "town", "village"),
  quarter: is("place", "class", "suburb", "quarter", "neighbourhood"),
};

/** https://docs.protomaps.com/basemaps/layers */
export const protomaps: Vocabulary = {
  water: { layer: "water", filter: ["==", ["geometry-type"], "Polygon"] },
  green: [
    is("landuse", "kind", "park", "forest", "wood", "grass", "garden", "golf_course", "cemetery"),
    is("landuse", "kind", "nature_reserve", "national_park", "meadow", "scrub", "grassland"),
  ],
  built: [is("landuse", "kind", "commercial", "industrial", "hospital", "school", "university")],
  building: { layer: "buildings" },
  path: is("roads", "kind", "path"),
  rail: is("roads", "kind", "rail"),
  minor: is("roads", "kind", "minor_road", "other"),
  major: is("roads", "kind", "major_road"),
  highway: is("roads", "kind", "highway"),
  roadName: { layer: "roads", filter: ["!=", ["get", "kind"], "rail"] },
  city: is("places", "kind", "locality"),
  quarter: is("places", "kind", "neighbourhood", "macrohood"),
};

export function vocabularyOf(layers: readonly string[]): Vocabulary {
  return layers.includes("transportation") ? openMapTiles : protomaps;
}
