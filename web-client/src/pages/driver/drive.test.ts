import { describe, expect, it } from "vitest";
import { distanceM } from "@/map/geometry";
import { along, nextTurn } from "./drive";

const at = (lat: number, lng: number) => ({ lat, lng });
/** East for some 677 m, then north for some 1,112 m. */
const ROAD = [at(52.5, 16.0), at(52.5, 16.01), at(52.51, 16.01)];

describe("a made-up drive", () => {
  it("goes on along the road, over its corner, to its end", () => {
    expect(distanceM(along(ROAD, 100), ROAD[0]!)).toBeCloseTo(100, 1);
    expect(along(ROAD, 1000).lng).toBe(16.01);
    expect(distanceM(along(ROAD, 777), ROAD[1]!)).toBeCloseTo(100, 0);
    expect(along(ROAD, 1e6)).toEqual(ROAD[2]);
    expect(along([ROAD[0]!], 10)).toEqual(ROAD[0]);
  });
});

describe("the next turn", () => {
  it("is to the left or to the right, in so many metres", () => {
    const left = nextTurn(ROAD)!;
    expect(left.to).toBe("LEFT");
    expect(left.inM).toBeCloseTo(677, 0);
    expect(nextTurn([...ROAD].reverse())?.to).toBe("RIGHT");
  });

  it("is found where the corner is rounded", () => {
    const rounded = [
      at(52.5, 16.0),
      at(52.5, 16.0098),
      at(52.50002, 16.0099),
      at(52.50005, 16.00997),
      at(52.5001, 16.01),
      at(52.51, 16.01),
    ];
    expect(nextTurn(rounded)?.to).toBe("LEFT");
  });

  it("is none on a road that bends a little, or has come to its end", () => {
    expect(nextTurn([at(52.5, 16.0), at(52.5, 16.01), at(52.502, 16.02)])).toBeNull();
    expect(nextTurn([at(52.5, 16.0), at(52.5, 16.01)])).toBeNull();
    expect(nextTurn([at(52.5, 16.0)])).toBeNull();
  });
});
