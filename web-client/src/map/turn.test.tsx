// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { texts } from "@/texts";
import { Frame } from "./Frame";
import { MapStage } from "./MapStage";

// Nothing draws here: where a map is tried, this is said in its place.
const tried = () => screen.findByText(texts.map.unavailable);
const isTried = () => screen.queryAllByText(texts.map.unavailable).length > 0;

/** Whatever waits for an idle moment has had it, and time enough for a map: another one is tried. */
async function idle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  const other = render(<MapStage isNeeded>The city</MapStage>);
  await waitFor(() => expect(isTried()).toBe(true));
  expect(screen.getAllByText(texts.map.unavailable)).toHaveLength(1);
  other.unmount();
}

test("where no graphics card draws, the map waits for the first act", async () => {
  render(<MapStage>Where to?</MapStage>);
  await idle();
  expect(isTried()).toBe(false);
  fireEvent.keyDown(document.body, { key: "Tab" });
  await tried();
});

test("the map does not wait where a page is about it", async () => {
  render(<MapStage isNeeded>The city</MapStage>);
  await tried();
});

test("the map does not wait once something is to be in sight", async () => {
  const { rerender } = render(<MapStage>Where to?</MapStage>);
  await idle();
  expect(isTried()).toBe(false);
  rerender(
    <MapStage>
      <Frame points={[{ lat: 52.5, lng: 16 }]} when="here" />
    </MapStage>,
  );
  await tried();
});
