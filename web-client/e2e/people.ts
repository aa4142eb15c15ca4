import { type APIRequestContext, type Browser, expect, type Page } from "@playwright/test";
import type { ClientMessage } from "../src/generated/client-message";
import type { LatLng, ServerMessage } from "../src/generated/server-message";

const PASSWORD = "correct horse battery";

interface Account {
  email: string;
  name: string;
}

/** Far from all others, so that tests that run side by side do not share drivers. */
export function somewhere(): LatLng {
  return { lat: 40 + Math.random() * 15, lng: -20 + Math.random() * 40 };
}

export const beside = ({ lat, lng }: LatLng, northDeg: number): LatLng => ({
  lat: lat + northDeg,
  lng,
});

async function register(
  request: APIRequestContext,
  role: "CUSTOMER" | "DRIVER",
  name: string,
): Promise<Account> {
  const email = `${name.toLowerCase()}-${crypto.randomUUID()}@example.org`;
  const answer = await request.post("/auth/register", {
    data: { email, password: PASSWORD, name, role },
  });
  expect(answer.status()).toBe(201);
  return { email, name };
}

/** A customer in a browser of their own, at a place. */
export async function customerAt(browser: Browser, at: LatLng): Promise<Page> {
  const context = await browser.newContext({
    permissions: ["geolocation"],
    geolocation: { latitude: at.lat, longitude: at.lng },
  });
  await context.addInitScript(
    ([lng, lat]) =>
      localStorage.setItem("beckon.view", JSON.stringify({ center: [lng, lat], zoom: 14 })),
    [at.lng, at.lat],
  );
  const { email } = await register(context.request, "CUSTOMER", "Ada");
  const page = await context.newPage();
  await page.goto("/");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Where to?" })).toBeVisible();
  return page;
}

/** Orders from where the customer is to what lies a little north. */
export async function placeOrder(page: Page, kind: "Delivery" | "Ride" | "Task"): Promise<void> {
  await page.getByRole("combobox", { name: "Pickup" }).click();
  await page.getByRole("option", { name: "Where I am" }).click();
  await page.getByRole("combobox", { name: "Drop-off" }).click();
  await page.getByRole("option", { name: "Choose on the map" }).click();
  const map = page.getByRole("region", { name: "Map", exact: true });
  await map.focus();
  await map.press("ArrowUp");
  await map.press("ArrowUp");
  await page.getByRole("button", { name: "Set drop-off here" }).click();
  await page.getByRole("radio", { name: kind }).click();
  await page.getByRole("button", { name: `Order ${kind.toLowerCase()}` }).click();
}

/** Where an order stands, as its page says. */
export const headline = (page: Page) => page.getByRole("heading", { level: 1 });

/** A driver who has nothing but a socket, in a browser of their own. */
export class SocketDriver {
  private constructor(private readonly page: Page) {}

  static async online(browser: Browser, at: LatLng): Promise<SocketDriver> {
    const context = await browser.newContext();
    const { email } = await register(context.request, "DRIVER", "Grace");
    const login = await context.request.post("/auth/login", {
      data: { email, password: PASSWORD },
    });
    const { accessToken } = await login.json();
    const headers = { Authorization: `Bearer ${accessToken}` };
    await context.request.put("/drivers/me", {
      headers,
      data: { name: "Grace", vehicle: "Red cargo bike", plate: "BK 42" },
    });
    const { ticket } = await (await context.request.post("/ws/ticket", { headers })).json();
    const page = await context.newPage();
    await page.goto("/sign-in");
    await page.evaluate((ticket) => {
      const heard: unknown[] = [];
      const url = `${location.origin.replace("http", "ws")}/ws?ticket=${ticket}`;
      const socket = new WebSocket(url);
      socket.onmessage = ({ data }) => heard.push(JSON.parse(data));
      Object.assign(window, { socket, heard });
      return new Promise((open) => {
        socket.onopen = open;
      });
    }, ticket);
    const driver = new SocketDriver(page);
    await driver.say({ type: "SHIFT", state: "ONLINE", ref: "online" });
    await driver.hear("ACK");
    await driver.moveTo(at);
    return driver;
  }

  async moveTo(at: LatLng): Promise<void> {
    await this.say({ type: "LOCATION", ...at });
  }

  /** Takes the next offer, and says of which order it was. */
  async accept(): Promise<string> {
    const { offerId, orderId } = await this.hear("OFFER");
    await this.say({ type: "OFFER_RECEIVED", offerId });
    await this.say({ type: "ACCEPT_OFFER", offerId, ref: "accept" });
    await this.hear("ORDER_ACCEPTED");
    return orderId;
  }

  async say(message: ClientMessage): Promise<void> {
    await this.page.evaluate(
      (text) => (window as unknown as { socket: WebSocket }).socket.send(text),
      JSON.stringify(message),
    );
  }

  /** The first message of a type that was not heard out yet. */
  async hear<T extends ServerMessage["type"]>(type: T) {
    const found = await this.page.waitForFunction(
      (type) => {
        const { heard } = window as unknown as { heard: { type: string }[] };
        const i = heard.findIndex((message) => message.type === type);
        return i < 0 ? null : heard.splice(i, 1)[0];
      },
      type,
      { timeout: 60_000 },
    );
    return (await found.jsonValue()) as Extract<ServerMessage, { type: T }>;
  }
}
