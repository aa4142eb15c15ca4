import { describe, expect, it } from "vitest";
import type { CityDriver, DriverState } from "@/generated/server-message";
import { latOf, mercatorX, mercatorY, onScreen, type View } from "@/map/mercator";
import { Fleet } from "./fleet";
import { cellsOf, strength } from "./heat";
import { areaAfter } from "./useWatch";

const START = Date.parse("2026-01-05T18:30:00.000Z");
const driver = (driverId: string, lat: number, lng: number, second = 0, more = {}): CityDriver => ({
  driverId,
  lat,
  lng,
  state: "AVAILABLE",
  at: new Date(START + second * 1000).toISOString(),
  ...more,
});
const all = (...drivers: CityDriver[]) => new Map(drivers.map((one) => [one.driverId, one]));
const SHOWN = { AVAILABLE: true, OFFERED: true, BUSY: true };

/** The middle of a window of 1000 by 800 pixels, some 0.1 pixels to a metre. */
const MIDDLE = { lat: 52.5, lng: 16 };
const SCALE = 2 ** 22;
const view: View = {
  x: mercatorX(MIDDLE.lng),
  y: mercatorY(MIDDLE.lat),
  screenX: 500,
  screenY: 400,
  eastX: SCALE,
  eastY: 0,
  southX: 0,
  southY: SCALE,
};

const latLng = (fleet: Fleet, id: string, now: number) => {
  const place = fleet.placeOf(id, now)!;
  return `${latOf(place.y).toFixed(4)} ${(place.x * 360 - 180).toFixed(4)}`;
};
const headings = (fleet: Fleet, state: DriverState, now: number) => {
  const found: number[] = [];
  fleet.each(state, now, (_x, _y, heading) => found.push(Math.round(heading)));
  return found;
};

describe("a fleet", () => {
  it("glides from where each driver was to where it is, as long as that took", () => {
    const fleet = new Fleet();
    fleet.sync(all(driver("a", 52.5, 16)), 1000);
    expect(fleet.movesUntil).toBe(0);
    fleet.sync(all(driver("a", 52.501, 16, 2)), 5000);
    expect(latLng(fleet, "a", 5000)).toBe("52.5000 16.0000");
    expect(latLng(fleet, "a", 6000)).toBe("52.5005 16.0000");
    expect(latLng(fleet, "a", 9999)).toBe("52.5010 16.0000");
    expect(fleet.movesUntil).toBe(7000);
  });

  it("starts a new glide from where the last one is", () => {
    const fleet = new Fleet();
    fleet.sync(all(driver("a", 52.5, 16)), 0);
    fleet.sync(all(driver("a", 52.502, 16, 2)), 0);
    fleet.sync(all(driver("a", 52.504, 16, 3)), 1000);
    expect(latLng(fleet, "a", 1000)).toBe("52.5010 16.0000");
    expect(latLng(fleet, "a", 2000)).toBe("52.5040 16.0000");
  });

  it("leaps where it is too far, or nothing is to move", () => {
    const fleet = new Fleet();
    fleet.sync(all(driver("a", 52.5, 16), driver("b", 52.5, 16)), 0);
    fleet.sync(all(driver("a", 52.6, 16, 2), driver("b", 52.5, 16)), 0);
    expect(latLng(fleet, "a", 0)).toBe("52.6000 16.0000");
    fleet.sync(all(driver("a", 52.6, 16, 2), driver("b", 52.501, 16, 2)), 0, true);
    expect(latLng(fleet, "b", 0)).toBe("52.5010 16.0000");
    expect(fleet.movesUntil).toBe(0);
  });

  it("goes the short way over the antimeridian", () => {
    const fleet = new Fleet();
    fleet.sync(all(driver("a", 10, 179.999)), 0);
    fleet.sync(all(driver("a", 10, -179.999, 2)), 0);
    const { x } = fleet.placeOf("a", 1000)!;
    expect(Math.min(Math.abs(x), Math.abs(x - 1))).toBeLessThan(1e-6);
  });

  it("heads where it is told, else where it moves, and does not turn on the spot", () => {
    const fleet = new Fleet();
    fleet.sync(all(driver("a", 52.5, 16), driver("b", 52.5, 16, 0, { heading: 200 })), 0);
    expect(headings(fleet, "AVAILABLE", 0)).toEqual([-1, 200]);
    fleet.sync(all(driver("a", 52.5, 16.001, 2), driver("b", 52.5, 16, 2, { heading: 10 })), 0);
    expect(headings(fleet, "AVAILABLE", 0)).toEqual([90, 10]);
    fleet.sync(all(driver("a", 52.500001, 16.001, 4), driver("b", 52.5, 16, 4)), 9000);
    expect(headings(fleet, "AVAILABLE", 9000)).toEqual([90, 10]);
  });

  it("lets go who is gone, and mixes nobody up over it", () => {
    const fleet = new Fleet();
    const many = Array.from({ length: 700 }, (_, i) => driver(`d${i}`, 52.5, 16 + i * 1e-4));
    fleet.sync(all(...many), 0);
    const rest = many.filter((_, i) => i % 3 === 1);
    fleet.sync(all(...rest), 0);
    expect(fleet.size).toBe(rest.length);
    for (const { driverId, lng } of rest) {
      expect(latLng(fleet, driverId, 0)).toBe(`52.5000 ${lng.toFixed(4)}`);
    }
    expect(fleet.placeOf("d0", 0)).toBeNull();
  });
});

describe("picking", () => {
  const fleet = new Fleet();
  fleet.sync(
    all(
      driver("near", 52.5, 16.0005),
      driver("far", 52.5, 16.01),
      driver("busy", 52.5, 16, 0, { state: "BUSY" }),
    ),
    0,
  );

  it("takes the nearest within reach", () => {
    expect(fleet.nearest(view, { x: 507, y: 400 }, 22, SHOWN, 0)?.driverId).toBe("near");
    expect(fleet.nearest(view, { x: 499, y: 401 }, 22, SHOWN, 0)?.driverId).toBe("busy");
    expect(fleet.nearest(view, { x: 560, y: 300 }, 22, SHOWN, 0)).toBeNull();
  });

  it("takes nobody who is not shown", () => {
    const free = { ...SHOWN, BUSY: false };
    expect(fleet.nearest(view, { x: 499, y: 401 }, 22, free, 0)?.driverId).toBe("near");
  });

  it("takes them where they are shown, and not where they will be", () => {
    const moving = new Fleet();
    moving.sync(all(driver("a", 52.5, 16)), 0);
    moving.sync(all(driver("a", 52.5, 16.01, 2)), 0);
    expect(moving.nearest(view, { x: 500, y: 400 }, 5, SHOWN, 0)?.driverId).toBe("a");
    expect(moving.nearest(view, { x: 500, y: 400 }, 5, SHOWN, 2000)).toBeNull();
  });
});

describe("the heat", () => {
  const point = (lat: number, lng: number) => ({ x: mercatorX(lng), y: mercatorY(lat) });

  it("counts points by cell, and leaves out what is far away", () => {
    const cells = cellsOf(
      [point(52.5, 16), point(52.5, 16), point(52.501, 16.02), point(48, 2)],
      view,
      1000,
      800,
    );
    expect([...cells.counts].filter((count) => count > 0).sort()).toEqual([1, 2]);
    expect(cells.most).toBe(2);
  });

  it("has cells of much the same size at each zoom, which stay while the map moves", () => {
    for (const zoom of [0.3, 0.5, 1, 1.7]) {
      const zoomed = { ...view, eastX: SCALE * 2 ** zoom, southY: SCALE * 2 ** zoom };
      const { side } = cellsOf([], zoomed, 1000, 800);
      expect(side * zoomed.eastX).toBeGreaterThan(20);
      expect(side * zoomed.eastX).toBeLessThan(45);
    }
    const here = cellsOf([point(52.5, 16)], view, 1000, 800);
    const moved = cellsOf([point(52.5, 16)], { ...view, x: view.x + 3e-5 }, 1000, 800);
    const cellOf = ({ counts, columns, column, row }: typeof here) => {
      const i = counts.indexOf(1);
      return [column + (i % columns), row + Math.floor(i / columns)];
    };
    expect(cellOf(moved)).toEqual(cellOf(here));
  });

  it("is nothing for none, and most for the most", () => {
    expect([strength(0, 9), strength(9, 9), strength(1, 1)]).toEqual([0, 1, 0.5]);
  });
});

describe("the watched part", () => {
  const seen = { south: 52.4, north: 52.6, west: 15.8, east: 16.2 };

  it("is a little more than what is seen", () => {
    const { bbox } = areaAfter(null, seen, 12);
    expect(bbox.south).toBeCloseTo(52.34);
    expect(bbox.east).toBeCloseTo(16.32);
  });

  it("stays the same through small moves, and is another after large ones", () => {
    const first = areaAfter(null, seen, 12);
    const near = { ...seen, west: 15.75, east: 16.15 };
    expect(areaAfter(first, near, 12.6)).toBe(first);
    expect(areaAfter(first, near, 13.1)).not.toBe(first);
    expect(areaAfter(first, { ...seen, west: 15.5, east: 15.9 }, 12)).not.toBe(first);
  });

  it("crosses the antimeridian, and is the whole world once all of it is seen", () => {
    const fiji = areaAfter(null, { south: -20, north: -15, west: 176, east: 181 }, 8).bbox;
    expect([fiji.west, fiji.east]).toEqual([174.5, -177.5]);
    const world = areaAfter(null, { south: -80, north: 80, west: -170, east: 170 }, 1).bbox;
    expect(world).toEqual({ south: -90, north: 90, west: -180, east: 180 });
  });

  it("has longitudes as others know them, wherever the map counts on to", () => {
    const there = areaAfter(null, { ...seen, west: 375.8, east: 376.2 }, 12);
    expect(there.bbox.west).toBeCloseTo(15.68);
    expect(there.bbox.east).toBeCloseTo(16.32);
    expect(areaAfter(there, seen, 12)).toBe(there);
    const fiji = { south: -20, north: -15, west: 176, east: 181 };
    const known = areaAfter(null, fiji, 8);
    expect(areaAfter(known, { ...fiji, west: -183, east: -178 }, 8)).toBe(known);
    expect(areaAfter(known, { ...fiji, west: 178, east: 183 }, 8)).not.toBe(known);
  });
});

it("the square world is as long as it should be", () => {
  expect(onScreen(view, mercatorX(16.01), mercatorY(52.5)).x - 500).toBeCloseTo(116.5, 1);
  expect(latOf(mercatorY(-33.9))).toBeCloseTo(-33.9, 9);
});
