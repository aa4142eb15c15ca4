import type { DriverState } from "@/generated/server-message";

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
  /** drivers by what they do */
  drivers: Record<DriverState, string>;
  /** orders that look for a driver */
  search: string;
  /** round what lies on the map */
  rim: string;
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
    drivers: { AVAILABLE: "#0b8f5a", OFFERED: "#f08c00", BUSY: "#4263eb" },
    search: "#d6336c",
    rim: "#ffffff",
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
    drivers: { AVAILABLE: "#40c98b", OFFERED: "#ffc04d", BUSY: "#7c95ff" },
    search: "#ff6b9d",
    rim: "#131518",
  },
};
