import { expect, it } from "vitest";
import { cameraFor } from "./camera";

const size = { width: 400, height: 800 };
const clear = { top: 0, left: 0, bottom: 0 };
const around = (lat: number, lng: number, deg: number) => [
  { lat: lat - deg, lng: lng - deg },
  { lat: lat + deg, lng: lng + deg },
];

/** Pixels between two longitudes. */
const px = (deg: number, zoom: number) => (deg / 360) * 512 * 2 ** zoom;

it("fills the room that there is, and no more", () => {
  const { center, zoom } = cameraFor(around(0, 16, 0.1), size, clear);
  expect(center[0]).toBeCloseTo(16);
  expect(center[1]).toBeCloseTo(0);
  expect(px(0.2, zoom)).toBeCloseTo(400 - 2 * 52);
});

it("goes further away for a panel, at the side or from below", () => {
  const { zoom } = cameraFor(around(52.5, 16, 0.1), size, clear);
  expect(cameraFor(around(52.5, 16, 0.1), size, { ...clear, left: 100 }).zoom).toBeLessThan(zoom);
  expect(cameraFor(around(52.5, 16, 0.1), size, { ...clear, bottom: 500 }).zoom).toBeLessThan(zoom);
});

it("comes no closer than streets are wide, and minds a map without room", () => {
  expect(cameraFor([{ lat: 52.5, lng: 16 }], size, clear)).toEqual({
    center: [16, expect.closeTo(52.5)],
    zoom: 15.5,
  });
  expect(cameraFor(around(0, 0, 1), size, { ...clear, bottom: 790 }).zoom).toBeTypeOf("number");
});

it("puts the middle where the map has it, which is north of that of the latitudes", () => {
  const [, lat] = cameraFor(
    [
      { lat: 0, lng: 0 },
      { lat: 60, lng: 0 },
    ],
    size,
    clear,
  ).center;
  expect(lat).toBeCloseTo(35.26, 2);
});
