// @vitest-environment jsdom
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { ServerMessage } from "@/generated/server-message";
import { sample } from "@/testing/samples";
import { LiveConnection } from "./connection";
import type { Connection } from "./state";

let server: WebSocketServer;
let tickets: string[];
let sockets: WebSocket[];
let said: Record<string, unknown>[];
let connections: Connection[];
let messages: ServerMessage["type"][];
let live: LiveConnection | undefined;

beforeEach(async () => {
  [tickets, sockets, said, connections, messages] = [[], [], [], [], []];
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (socket, request) => {
    tickets.push(new URL(request.url!, "ws://x").searchParams.get("ticket")!);
    sockets.push(socket);
    socket.on("message", (text) => said.push(JSON.parse(String(text))));
    tell(sample("SNAPSHOT"));
  });
  await once(server, "listening");
});
afterEach(() => {
  live?.close();
  server.close();
  for (const socket of sockets) socket.terminate();
});

const tell = (message: ServerMessage) => sockets.at(-1)!.send(JSON.stringify(message));
const wait = (expectation: () => void) => vi.waitFor(expectation, { timeout: 15_000 });
const lastOf = (type: string) => said.filter((message) => message.type === type).at(-1);

let count = 0;
const nextTicket = async () => `ticket ${++count}`;

function connect(ticket: () => Promise<string> = nextTicket) {
  count = 0;
  const { port } = server.address() as AddressInfo;
  live = new LiveConnection(
    ticket,
    {
      connection: (connection) => connections.push(connection),
      message: ({ type }) => messages.push(type),
    },
    `ws://127.0.0.1:${port}/ws`,
  );
  return live;
}

describe("a connection", () => {
  it("is open from the snapshot on", async () => {
    connect();
    await wait(() => expect(connections).toEqual(["CONNECTING", "OPEN"]));
    expect(messages).toEqual(["SNAPSHOT"]);
  });

  it("comes back by itself, with a ticket of its own each time", async () => {
    connect();
    await wait(() => expect(connections).toContain("OPEN"));
    sockets[0]!.close(1012);
    await wait(() => expect(connections).toEqual(["CONNECTING", "OPEN", "LOST", "OPEN"]));
    expect(tickets).toEqual(["ticket 1", "ticket 2"]);
  });

  it("is left at once where the device knows that it is offline", async () => {
    connect();
    await wait(() => expect(connections).toContain("OPEN"));
    window.dispatchEvent(new Event("offline"));
    await wait(() => expect(connections).toEqual(["CONNECTING", "OPEN", "LOST", "OPEN"]));
  });

  it("is tried again where there is no ticket", async () => {
    connect(async () => {
      if (++count === 1) throw new Error("away");
      return `ticket ${count}`;
    });
    await wait(() => expect(connections).toEqual(["CONNECTING", "LOST", "OPEN"]));
    expect(tickets).toEqual(["ticket 2"]);
  });

  it("is done with once it is closed", async () => {
    connect();
    await wait(() => expect(connections).toContain("OPEN"));
    live!.close();
    await wait(() => expect(sockets[0]!.readyState).toBe(3));
    expect(connections).toEqual(["CONNECTING", "OPEN", "OFF"]);
  });
});

describe("a command", () => {
  const accept = { type: "ACCEPT_OFFER", offerId: sample("OFFER").offerId } as const;

  it("is answered by what bears its ref", async () => {
    connect();
    await wait(() => expect(connections).toContain("OPEN"));
    const answer = live!.ask(accept);
    await wait(() => expect(said).toHaveLength(1));
    const { ref } = said[0] as { ref: string };
    tell(sample("REFUSED", { ref: "another" }));
    tell(sample("ACK", { ref }));
    expect((await answer).type).toBe("ACK");
  });

  it("is said again on the next connection until it is answered", async () => {
    connect();
    await wait(() => expect(connections).toContain("OPEN"));
    const answer = live!.ask(accept);
    await wait(() => expect(said).toHaveLength(1));
    sockets[0]!.terminate();
    await wait(() => expect(said).toHaveLength(2));
    expect(said[1]).toEqual(said[0]);
    tell(sample("REFUSED", { ref: lastOf("ACCEPT_OFFER")!.ref as string }));
    expect((await answer).type).toBe("REFUSED");
  });
});
