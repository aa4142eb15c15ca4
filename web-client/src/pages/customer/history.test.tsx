// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppUnderTest, say } from "@/testing/app";
import { sample, sampleOrder } from "@/testing/samples";
import { texts } from "@/texts";

let app: AppUnderTest;

beforeEach(() => {
  app = new AppUnderTest();
});
afterEach(() => app.close());

const orders = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) =>
    sampleOrder({
      orderId: `0196f0c2-0000-7000-8000-${String(from + i).padStart(12, "0")}`,
      status: "DELIVERED",
    }),
  );

describe("the history", () => {
  it("has a way on where there is nothing yet", async () => {
    app.on("GET /orders", () => ({ body: { orders: [] } }));
    await app.open("/orders");
    expect(await screen.findByText(texts.history.empty)).toBeTruthy();
    expect(screen.getByRole("link", { name: texts.history.start })).toBeTruthy();
  });

  it("comes in pages", async () => {
    const user = userEvent.setup();
    app.on("GET /orders", ({ query }) => ({
      body: query.get("cursor")
        ? { orders: orders(20, 23) }
        : { orders: orders(0, 20), next: "after-20" },
    }));
    await app.open("/orders");
    expect(await screen.findAllByText("Completed")).toHaveLength(20);
    await user.click(screen.getByRole("button", { name: texts.more }));
    await screen.findByText(
      (_, element) => element?.tagName === "UL" && element.children.length === 23,
    );
    expect(screen.queryByRole("button", { name: texts.more })).toBeNull();
    expect(app.askedFor("GET /orders")[1]?.query.get("cursor")).toBe("after-20");
  });

  it("shows an order as the socket told of it last", async () => {
    const view = sampleOrder({ version: 1, status: "PLACED" });
    app.on("GET /orders", () => ({ body: { orders: [view] } }));
    await app.open("/orders");
    await screen.findByText("Placed");
    say(sample("ORDER_ACCEPTED"));
    expect(await screen.findByText("Driver on the way")).toBeTruthy();
  });

  it("can be asked for again where it failed", async () => {
    const user = userEvent.setup();
    app.on("GET /orders", () => ({ status: 503, body: { status: 503 } }));
    await app.open("/orders");
    expect(await screen.findByText(texts.problem.busy)).toBeTruthy();
    app.on("GET /orders", () => ({ body: { orders: orders(0, 1) } }));
    await user.click(screen.getByRole("button", { name: texts.retry }));
    expect(await screen.findByText("Completed")).toBeTruthy();
  });
});
