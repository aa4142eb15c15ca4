import { PMTiles } from "pmtiles";

/** The map that the server has, one file that is read in ranges. */
export const TILES_PATH = "/tiles/map.pmtiles";

export interface Tiles {
  file: PMTiles;
  attribution: string;
  /** the names of its layers tell which vocabulary it speaks */
  layers: readonly string[];
  maxZoom: number;
  bounds: [west: number, south: number, east: number, north: number];
}

interface Metadata {
  attribution?: string;
  vector_layers?: { id: string }[];
}

/** The server's map; null if it has none. */
export async function findTiles(url = location.origin + TILES_PATH): Promise<Tiles | null> {
  try {
    const file = new PMTiles(url);
    const header = await file.getHeader();
    const metadata = ((await file.getMetadata()) ?? {}) as Metadata;
    return {
      file,
      attribution: metadata.attribution ?? "© OpenStreetMap contributors",
      layers: (metadata.vector_layers ?? []).map(({ id }) => id),
      maxZoom: header.maxZoom,
      bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
    };
  } catch {
    return null;
  }
}
