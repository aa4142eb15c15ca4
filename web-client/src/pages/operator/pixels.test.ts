import { expect, test } from "vitest";
import { Pixels, spriteOf } from "./pixels";

const NONE = 0;
const RED = 0xff0000ff;
const BLUE = 0xffff0000;
const HALF_BLUE = 0x80ff0000;

/** A cross of three by three pixels with a soft middle. */
const cross = (pixels: Pixels, arm: number, middle: number) =>
  spriteOf(Uint32Array.of(NONE, arm, NONE, arm, middle, arm, NONE, arm, NONE), 3, 1, pixels.stride);

test("a sprite is put with its middle on a pixel, and nothing where it is clear", () => {
  const pixels = new Pixels(8, 6, 4);
  pixels.put(cross(pixels, RED, BLUE), 3, 2);
  expect([pixels.at(3, 2), pixels.at(3, 1), pixels.at(4, 2)]).toEqual([BLUE, RED, RED]);
  expect([pixels.at(2, 1), pixels.at(5, 2)]).toEqual([NONE, NONE]);
  pixels.clear();
  expect(pixels.at(3, 2)).toBe(NONE);
});

test("what is soft lets through what is below", () => {
  const pixels = new Pixels(8, 6, 4);
  const soft = cross(pixels, RED, HALF_BLUE);
  pixels.put(soft, 3, 2);
  expect(pixels.at(3, 2)).toBe(HALF_BLUE);
  pixels.put(soft, 4, 2);
  expect(pixels.at(3, 2)).toBe(RED);
  expect(pixels.at(4, 2).toString(16)).toBe("ff80007f");
});

test("what reaches over an edge does not come back at the other one", () => {
  const pixels = new Pixels(8, 6, 4);
  const sprite = cross(pixels, RED, RED);
  pixels.put(sprite, 8, 2);
  pixels.put(sprite, -1, 4);
  expect([pixels.at(7, 2), pixels.at(0, 4)]).toEqual([RED, RED]);
  expect([pixels.at(0, 2), pixels.at(0, 3), pixels.at(7, 4)]).toEqual([NONE, NONE, NONE]);
});

test("what is far outside is not put at all", () => {
  const pixels = new Pixels(8, 6, 4);
  const sprite = cross(pixels, RED, RED);
  pixels.put(sprite, 10_000, -10_000);
  // So far out that their pixels would be those of the rows beside.
  pixels.put(sprite, -10, 3);
  pixels.put(sprite, 18, 3);
  for (let y = 0; y < 6; y++) for (let x = 0; x < 8; x++) expect(pixels.at(x, y)).toBe(NONE);
});
