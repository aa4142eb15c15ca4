// @vitest-environment jsdom
import { expect, it } from "vitest";
import { ticksOf } from "./charts";

const at = (minute: number, second = 0) =>
  Date.parse("2026-01-05T18:00:00.000Z") + minute * 60_000 + second * 1000;

it("marks whole minutes, and few of them", () => {
  expect(ticksOf([at(3, 20), at(5, 10)])).toEqual([at(4), at(5)]);
  expect(ticksOf([at(0), at(10)])).toEqual([0, 2, 4, 6, 8, 10].map((minute) => at(minute)));
  expect(ticksOf([at(1), at(31)])).toEqual([5, 10, 15, 20, 25, 30].map((minute) => at(minute)));
  expect(ticksOf([at(3, 20), at(3, 50)])).toEqual([]);
});
