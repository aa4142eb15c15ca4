import { describe, expect, it } from "vitest";
import { Problem } from "@/api/problem";
import { distance, minutes, plural, readable, stopwatch, texts } from ".";

/** All texts of the catalogue, those with arguments said with some. */
function all(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function")
    return [[path, (value as (...args: unknown[]) => string)(2, 3, 4)]];
  return Object.entries(value as object).flatMap(([key, inner]) => all(inner, `${path}.${key}`));
}

describe("the catalogue", () => {
  const stringy = all(stringified(texts));

  it("has a text everywhere, without anything to be filled in", () => {
    expect(stringy.length).toBeGreaterThan(150);
    for (const [path, text] of stringy) {
      expect(text.trim(), path).not.toBe("");
      expect(text, path).not.toMatch(/undefined|null|\[object|\{|\}/);
    }
  });

  it("writes an ellipsis as one, and no space twice", () => {
    for (const [path, text] of stringy) expect(text, path).not.toMatch(/\.\.\.| {2}/);
  });
});

/** Some texts take words rather than numbers. */
function stringified(catalogue: typeof texts) {
  const { clear } = catalogue.order;
  return { ...catalogue, order: { ...catalogue.order, clear: () => clear("Pickup") } };
}

it("says times as a person would", () => {
  expect([0, 20, 89, 150, 3600, 5400].map(minutes)).toEqual([
    "1 min",
    "1 min",
    "1 min",
    "3 min",
    "1 h",
    "1 h 30 min",
  ]);
  expect([-3, 7.9, 750, 3723].map(stopwatch)).toEqual(["0:00", "0:07", "12:30", "1:02:03"]);
});

it("says distances as a person would", () => {
  expect([3, 412.5, 949, 950, 8000, 12_400].map(distance)).toEqual([
    "10 m",
    "410 m",
    "950 m",
    "1 km",
    "8 km",
    "12 km",
  ]);
  expect([plural(1, "driver", "drivers"), plural(0, "driver", "drivers")]).toEqual([
    "1 driver",
    "0 drivers",
  ]);
});

describe("a problem", () => {
  it("is said in the server's words where these are about what was asked", () => {
    expect(readable(new Problem(400, { detail: "lat must be -90.0 to 90.0" }))).toBe(
      "Lat must be -90.0 to 90.0.",
    );
    expect(readable(new Problem(409, { detail: "Too late!" }))).toBe("Too late!");
  });

  it("is said in the client's words else", () => {
    expect(readable(Problem.unreached())).toBe(texts.problem.unreached);
    expect(readable(new Problem(503, { detail: "circuit open" }))).toBe(texts.problem.busy);
    expect(readable(new Problem(429, {}, 7))).toBe("That was too often. Try again in 7 seconds.");
    expect(readable(new Error("x is not a function"))).toBe(texts.problem.unexpected);
  });

  it("is read from a response, with how long to wait", async () => {
    const headers = { "Content-Type": "application/problem+json", "Retry-After": "4" };
    const body = JSON.stringify({ title: "Too many", status: 429, limit: "orders" });
    const problem = await Problem.of(new Response(body, { status: 429, headers }));
    expect([problem.status, problem.message, problem.retryAfterS, problem.passing]).toEqual([
      429,
      "Too many",
      4,
      true,
    ]);
    const strange = await Problem.of(new Response("<html>", { status: 502 }));
    expect([strange.message, strange.passing]).toEqual(["status 502", true]);
  });
});
