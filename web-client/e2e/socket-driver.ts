import type { Page } from "@playwright/test";
import type { ClientMessage } from "../src/generated/client-message";
import type { LatLng, ServerMessage } from "../src/generated/server-message";

/** A driver who has nothing but a socket. */
export class SocketDriver {
  private constructor(private readonly page: Page) {}

  static async open(page: Page, accessToken: string): Promise<SocketDriver> {
    const headers = { Authorization: `Bearer ${accessToken}` };
    const { ticket } = await (await page.request.post("/ws/ticket", { headers })).json();
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
    return new SocketDriver(page);
  }

  async moveTo(at: LatLng): Promise<void> {
    await this.say({ type: "LOCATION", ...at });
  }

  /** Takes the next offer. */
  async accept(): Promise<void> {
    const { offerId } = await this.hear("OFFER");
    await this.say({ type: "OFFER_RECEIVED", offerId });
    await this.say({ type: "ACCEPT_OFFER", offerId, ref: "accept" });
    await this.hear("ORDER_ACCEPTED");
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
