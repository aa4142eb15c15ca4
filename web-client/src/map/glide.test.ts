import { describe, expect, it } from "vitest";
import { distanceM } from "./geometry";
import { ahead, glideTo, isOver, shownAt, still } from "./glide";

const at = (lat: number, lng: number) => ({ lat, lng });
/** East for some 680 m, then north for some 1,110 m. */
const ROAD = [at(52.5, 16.0), at(52.5, 16.01), at(52.51, 16.01)];

const shown = (glide: Parameters<typeof shownAt>[0], now: number) => {
  const { lat, lng, heading } = shownAt(glide, now);
  return `${lat.toFixed(4)} ${lng.toFixed(4)} ${Math.round(heading)}°`;
};

describe("a glide", () => {
  it("moves evenly from where something is to where it was seen", () => {
    const glide = glideTo(still(at(52.5, 16.0)), at(52.501, 16.0), 1000, 2000);
    expect(shown(glide, 1000)).toBe("52.5000 16.0000 0°");
    expect(shown(glide, 2000)).toBe("52.5005 16.0000 0°");
    expect(shown(glide, 3000)).toBe("52.5010 16.0000 0°");
    expect(shown(glide, 9000)).toBe("52.5010 16.0000 0°");
    expect([isOver(glide, 2999), isOver(glide, 3000)]).toEqual([false, true]);
  });

  it("begins where the last one is when the next fix comes early", () => {
    const first = glideTo(still(at(52.5, 16.0)), at(52.502, 16.0), 0, 2000);
    const second = glideTo(first, at(52.504, 16.0), 1000, 1000);
    expect(shown(second, 1000)).toBe(shown(first, 1000));
  });

  it("goes round the corner of the road instead of across", () => {
    const glide = glideTo(still(at(52.5, 16.008)), at(52.502, 16.01), 0, 1000, ROAD);
    const corner = at(52.5, 16.01);
    const closest = Math.min(
      ...Array.from({ length: 101 }, (_, i) => distanceM(shownAt(glide, i * 10), corner)),
    );
    expect(closest).toBeLessThan(3);
    expect(shown(glide, 1000)).toBe("52.5020 16.0100 0°");
  });

  it("goes straight where the road is elsewhere, or leads back", () => {
    expect(glideTo(still(at(52.53, 16.0)), at(52.531, 16.0), 0, 1000, ROAD).path).toHaveLength(2);
    expect(glideTo(still(at(52.502, 16.01)), at(52.5, 16.008), 0, 1000, ROAD).path).toHaveLength(2);
  });

  it("does not drive through a gap, and takes its time over none", () => {
    const leap = glideTo(still(at(52.5, 16.0)), at(52.6, 16.0), 0, 1000);
    expect(shown(leap, 0)).toBe("52.6000 16.0000 0°");
    const slow = glideTo(still(at(52.5, 16.0)), at(52.501, 16.0), 0, 60_000);
    expect(isOver(slow, 5000)).toBe(true);
  });

  it("keeps its heading while nothing moves", () => {
    const east = glideTo(still(at(52.5, 16.0)), at(52.5, 16.001), 0, 1000);
    const stop = glideTo(east, at(52.5, 16.001), 1000, 1000);
    expect(shown(stop, 1500)).toBe("52.5000 16.0010 90°");
  });
});

it("what lies ahead begins where somebody is, and is all of the road for who left it", () => {
  expect(ahead(ROAD, at(52.5, 16.005))).toEqual([at(52.5, 16.005), ...ROAD.slice(1)]);
  expect(ahead(ROAD, at(52.505, 16.01))).toEqual([at(52.505, 16.01), ROAD[2]]);
  expect(ahead(ROAD, at(52.6, 16.2))).toEqual(ROAD);
});
