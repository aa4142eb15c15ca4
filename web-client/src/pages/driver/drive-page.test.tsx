// @vitest-environment jsdom
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppUnderTest, say } from "@/testing/app";
import { sample, sampleOrder } from "@/testing/samples";
import { SocketUnderTest } from "@/testing/socket";
import { texts } from "@/texts";

const me = {
  id: "b81f4d6a-2c95-4e3b-8a7d-60f1c2e9d3a5",
  name: "Sample Driver",
  vehicle: "blue cargo bicycle",
  plate: null,
  kinds: [] as string[],
  state: "ONLINE",
};
const quote = {
  distanceM: 3400,
  durationS: 720,
  route: { type: "LineString", coordinates: [[16, 52.5]] },
};
const { offerId, orderId } = sample("OFFER");
const inS = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const offer = (changes: object = {}) =>
  sample("OFFER", { at: inS(0), expiresAt: inS(15), ...changes });
const accepted = () => sample("ORDER_ACCEPTED", { at: inS(0) });
const at = (version: number) => ({ version, at: inS(0) });

let app: AppUnderTest;
let socket: SocketUnderTest | undefined;
let watched: PositionCallback | undefined;

beforeEach(() => {
  watched = undefined;
  Object.defineProperty(navigator, "geolocation", {
    configurable: true,
    value: {
      watchPosition: (found: PositionCallback) => {
        watched = found;
        return 1;
      },
      clearWatch: () => {
        watched = undefined;
      },
    },
  });
  app = new AppUnderTest()
    .on("GET /drivers/me", () => ({ body: me }))
    .on("POST /quotes", () => ({ body: quote }));
});
afterEach(() => {
  socket?.close();
  socket = undefined;
  app.close();
});

const heading = () => screen.findByRole("heading", { level: 1 });
const online = async () => {
  socket = await new SocketUnderTest().open();
  await app.open("/drive", "DRIVER");
  await screen.findByText(texts.drive.waiting);
};

describe("a driver without work", () => {
  it("goes online and offline", async () => {
    const user = userEvent.setup();
    let state = "OFFLINE";
    app
      .on("GET /drivers/me", () => ({ body: { ...me, state } }))
      .on("PUT /drivers/me/shift", ({ body }) => {
        state = (body as { state: string }).state;
        return { body: {} };
      });
    await app.open("/drive", "DRIVER");
    expect((await heading()).textContent).toBe(texts.drive.offline);
    await user.click(screen.getByRole("button", { name: texts.drive.goOnline }));
    expect(await screen.findByText(texts.drive.waiting)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: texts.drive.goOffline }));
    expect(await screen.findByText(texts.drive.offline)).toBeTruthy();
    expect(app.askedFor("PUT /drivers/me/shift").map(({ body }) => body)).toEqual([
      { state: "ONLINE" },
      { state: "OFFLINE" },
    ]);
  });

  it("is online, whatever was asked before comes afterwards", async () => {
    const user = userEvent.setup();
    const before = { body: { ...me, state: "OFFLINE" } };
    app.on("GET /drivers/me", () => before).on("PUT /drivers/me/shift", () => ({ body: {} }));
    await app.open("/drive", "DRIVER");
    let come = () => {};
    const late = new Promise<typeof before>((resolve) => {
      come = () => resolve(before);
    });
    app.on("GET /drivers/me", () => late);
    // A connection that has come asks again.
    say();
    await waitFor(() => expect(app.askedFor("GET /drivers/me")).toHaveLength(2));
    await user.click(screen.getByRole("button", { name: texts.drive.goOnline }));
    await screen.findByText(texts.drive.waiting);
    come();
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect((await heading()).textContent).not.toBe(texts.drive.offline);
  });

  it("hears why it could not go online", async () => {
    const user = userEvent.setup();
    app
      .on("GET /drivers/me", () => ({ body: { ...me, state: "OFFLINE" } }))
      .on("PUT /drivers/me/shift", () => ({ status: 503, body: { status: 503 } }));
    await app.open("/drive", "DRIVER");
    await user.click(await screen.findByRole("button", { name: texts.drive.goOnline }));
    expect(await screen.findByText(texts.problem.busy)).toBeTruthy();
  });

  it("can ask again where the profile could not be loaded", async () => {
    const user = userEvent.setup();
    app.on("GET /drivers/me", () => ({ status: 503, body: { status: 503 } }));
    await app.open("/drive", "DRIVER");
    expect(await screen.findByText(texts.drive.failed)).toBeTruthy();
    app.on("GET /drivers/me", () => ({ body: me }));
    await user.click(screen.getByRole("button", { name: texts.retry }));
    expect(await screen.findByText(texts.drive.waiting)).toBeTruthy();
  });

  it("changes the profile; all kinds are stored as none", async () => {
    const user = userEvent.setup();
    app.on("PUT /drivers/me", () => ({ body: me }));
    await app.open("/drive", "DRIVER");
    await user.click(await screen.findByRole("button", { name: /Edit your profile/ }));
    const dialog = within(screen.getByRole("dialog", { name: texts.profile.title }));
    await user.type(dialog.getByLabelText("Plate"), "B 42");
    await user.click(dialog.getByRole("checkbox", { name: "Ride" }));
    await user.click(dialog.getByRole("button", { name: texts.profile.save }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(await screen.findByRole("button", { name: /Edit your profile/ }));
    await user.click(screen.getByRole("button", { name: texts.profile.save }));
    await waitFor(() => expect(app.askedFor("PUT /drivers/me")).toHaveLength(2));
    expect(app.askedFor("PUT /drivers/me").map(({ body }) => body)).toEqual([
      { name: me.name, vehicle: me.vehicle, plate: "B 42", kinds: ["DELIVERY", "TASK"] },
      { name: me.name, vehicle: me.vehicle, plate: null, kinds: [] },
    ]);
  });

  it("keeps what was changed of the profile while an offer comes and goes", async () => {
    const user = userEvent.setup();
    await online();
    await user.click(screen.getByRole("button", { name: /Edit your profile/ }));
    await user.type(screen.getByLabelText("Plate"), "B 42");
    await socket!.say(offer());
    expect((await heading()).textContent).toBe(texts.offer.title);
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.keyboard("d");
    const dialog = within(await screen.findByRole("dialog", { name: texts.profile.title }));
    expect(dialog.getByLabelText<HTMLInputElement>("Plate").value).toBe("B 42");
    await user.click(dialog.getByRole("button", { name: texts.close }));
    await user.click(screen.getByRole("button", { name: /Edit your profile/ }));
    expect(screen.getByLabelText<HTMLInputElement>("Plate").value).toBe("");
  });

  it("can simulate a drive where the server says that it is for development", async () => {
    await online();
    expect(screen.queryByText(texts.drive.simulate)).toBeNull();
    document.head.innerHTML = '<meta name="beckon-development" content="true">';
    await socket!.say(offer(), sample("OFFER_CLOSED", { ...at(5), reason: "TAKEN" }));
    expect(await screen.findByText(texts.drive.simulate)).toBeTruthy();
    document.head.innerHTML = "";
  });

  it("tells where it is as soon as that is known", async () => {
    await online();
    watched!({
      coords: { latitude: 52.5, longitude: 16, accuracy: 8, heading: Number.NaN, speed: 0 },
    } as GeolocationPosition);
    expect(await socket!.heard("LOCATION")).toEqual({
      type: "LOCATION",
      lat: 52.5,
      lng: 16,
      accuracy: 8,
      speed: 0,
    });
    expect(await screen.findByText(texts.drive.waitingHint)).toBeTruthy();
  });
});

describe("an offer", () => {
  it("is confirmed at once, and shown with what it is about", async () => {
    await online();
    await socket!.say(offer());
    expect(await socket!.heard("OFFER_RECEIVED")).toEqual({ type: "OFFER_RECEIVED", offerId });
    expect((await heading()).textContent).toBe(texts.offer.title);
    expect(screen.getByText("A delivery, 410 m away, some 2 min.")).toBeTruthy();
    expect(screen.getByRole("timer").getAttribute("aria-label")).toMatch(/1[45] seconds left/);
    expect(await screen.findByText("12 min · 3.4 km")).toBeTruthy();
  });

  it("is taken with a key, and becomes the order", async () => {
    const user = userEvent.setup();
    await online();
    await socket!.say(offer());
    await heading();
    await user.keyboard("{Enter}");
    expect(await socket!.heard("ACCEPT_OFFER")).toMatchObject({ offerId });
    await socket!.say(accepted());
    expect((await heading()).textContent).toBe("Delivery: to the pickup");
    expect(screen.getByText("Side entrance, 1 Sample Square")).toBeTruthy();
    expect(screen.getByText("Two boxes, ring twice")).toBeTruthy();
  });

  it("is declined with a key, and nothing is said of its end", async () => {
    const user = userEvent.setup();
    await online();
    await socket!.say(offer());
    await heading();
    await user.keyboard("d");
    expect(await screen.findByText(texts.drive.waiting)).toBeTruthy();
    await socket!.heard("DECLINE_OFFER");
    await socket!.say(sample("OFFER_CLOSED", { ...at(5), reason: "WITHDRAWN" }));
    expect(screen.queryByText(texts.offerClosed.WITHDRAWN)).toBeNull();
  });

  it("leaves Enter to the button that has the focus", async () => {
    const user = userEvent.setup();
    await online();
    await socket!.say(offer());
    (await screen.findByRole("button", { name: /Decline/ })).focus();
    await user.keyboard("{Enter}");
    await socket!.heard("DECLINE_OFFER");
    expect(socket!.said.some(({ type }) => type === "ACCEPT_OFFER")).toBe(false);
  });

  it.each(["EXPIRED", "TAKEN", "CANCELLED", "WITHDRAWN"] as const)(
    "that is %s is said kindly, and the next one may come",
    async (reason) => {
      await online();
      await socket!.say(offer(), sample("OFFER_CLOSED", { ...at(5), reason }));
      expect(await screen.findByText(texts.offerClosed[reason])).toBeTruthy();
      expect(await screen.findByText(texts.drive.waiting)).toBeTruthy();
      await socket!.say(offer({ offerId: "another", version: 9 }));
      expect((await heading()).textContent).toBe(texts.offer.title);
    },
  );

  it("that ended while nobody was told is gone by itself", async () => {
    await online();
    await socket!.say(offer({ expiresAt: inS(1) }));
    expect((await heading()).textContent).toBe(texts.offer.title);
    expect(await screen.findByText(texts.drive.waiting, {}, { timeout: 4000 })).toBeTruthy();
  });
});

describe("an order", () => {
  const step = (name: string) => screen.findByRole("button", { name });

  it("goes step by step to its end", async () => {
    const user = userEvent.setup();
    await online();
    await socket!.say(accepted());
    await user.click(await step("I am here"));
    await socket!.heard("ARRIVED");
    await socket!.say(sample("DRIVER_ARRIVED", at(8)));
    await user.click(await step("Picked up"));
    await socket!.heard("PICKUP");
    await socket!.say(sample("ORDER_PICKED_UP", at(9)));
    expect(screen.queryByRole("button", { name: texts.drive.giveUp })).toBeNull();
    await user.click(await step("Delivered"));
    expect(await socket!.heard("DELIVER")).toMatchObject({ orderId });
    await socket!.say(sample("ORDER_DELIVERED", at(10)));
    expect(await screen.findByText(texts.drive.ended.delivered)).toBeTruthy();
    const last = within(screen.getByRole("region", { name: texts.drive.last }));
    await user.click(last.getByRole("button", { name: texts.close }));
    expect(screen.queryByText(texts.drive.ended.delivered)).toBeNull();
  });

  it("asks again before a step that is said from far away", async () => {
    const user = userEvent.setup();
    await online();
    await socket!.say(accepted());
    watched!({ coords: { latitude: 37.7, longitude: -122.4193 } } as GeolocationPosition);
    await socket!.heard("LOCATION");
    await user.click(await step("I am here"));
    expect(screen.getByRole("dialog", { name: "You seem to be 8.8 km away" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: texts.drive.notYet }));
    expect(socket!.said.some(({ type }) => type === "ARRIVED")).toBe(false);
  });

  it("is given up with a reason", async () => {
    const user = userEvent.setup();
    app.on(`POST /orders/${orderId}/cancel`, () => ({ body: sampleOrder() }));
    await online();
    await socket!.say(accepted());
    await user.click(await step("Give up"));
    const dialog = within(screen.getByRole("dialog", { name: texts.drive.cancel.title }));
    await user.click(dialog.getByRole("radio", { name: "Nobody is at the pickup" }));
    await user.click(dialog.getByRole("button", { name: texts.drive.cancel.confirm }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(app.askedFor(`POST /orders/${orderId}/cancel`)[0]?.body).toEqual({
      reason: "Nobody is at the pickup",
    });
    await socket!.say(sample("ORDER_CANCELLED", { ...at(9), by: "SYSTEM", reason: undefined }));
    expect(await screen.findByText(texts.drive.ended.released)).toBeTruthy();
  });

  it("that the customer cancelled is said with the reason", async () => {
    await online();
    await socket!.say(accepted(), sample("ORDER_CANCELLED", at(9)));
    expect(await screen.findByText("Cancelled by the customer: Ordered twice")).toBeTruthy();
  });

  it("that a snapshot is without is looked up, and let go if it is somebody else's", async () => {
    await app.open("/drive", "DRIVER");
    say(accepted(), sample("SNAPSHOT", { at: inS(1), orders: [], offers: [] }));
    expect(await screen.findByText(texts.notice.orderGone)).toBeTruthy();
    expect(await screen.findByText(texts.drive.waiting)).toBeTruthy();
    expect(app.askedFor(`GET /orders/${orderId}`)).toHaveLength(1);
  });
});
