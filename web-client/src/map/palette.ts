/** The colours of the map, which cannot read those of the page. */
export interface Palette {
  ground: string;
  graticule: string;
  water: string;
  green: string;
  built: string;
  building: string;
  road: string;
  roadEdge: string;
  highway: string;
  path: string;
  rail: string;
  label: string;
  quarter: string;
  halo: string;
  route: string;
  routeEdge: string;
}

export const palettes: Record<"light" | "dark", Palette> = {
  light: {
    ground: "#f1efe9",
    graticule: "#dcd8ce",
    water: "#bcd7e2",
    green: "#d9e6cf",
    built: "#ebe7e0",
    building: "#e5e1d9",
    road: "#ffffff",
    roadEdge: "#ddd8ce",
    highway: "#ffe3a6",
    path: "#e2dccf",
    rail: "#cfcac0",
    label: "#4c505a",
    quarter: "#7a7e87",
    halo: "#fbfaf7",
    route: "#16181d",
    routeEdge: "#ffffff",
  },
  dark: {
    ground: "#1a1d21",
    graticule: "#2a2e34",
    water: "#10242f",
    green: "#1c2a22",
    built: "#1e2226",
    building: "#23272c",
    road: "#353b43",
    roadEdge: "#16191c",
    highway: "#5c4f33",
    path: "#2a2f35",
    rail: "#2e333a",
    label: "#b4b9c1",
    quarter: "#868c96",
    halo: "#16191c",
    route: "#ffb938",
    routeEdge: "#131518",
  },
};
