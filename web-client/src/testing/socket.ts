import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { act } from "@testing-library/react";
import { vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { ServerMessage } from "@/generated/server-message";
import { live } from "@/live/store";
import { sample } from "./samples";

type Said = { type: string; ref?: string } & Record<string, unknown>;

/** The other end of the client's socket, which notes what is said and says what it is told to. */
export class SocketUnderTest {
  readonly said: Said[] = [];
  private readonly server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  private readonly sockets: WebSocket[] = [];
  private disconnect?: () => void;

  async open(): Promise<this> {
    this.server.on("connection", (socket) => {
      this.sockets.push(socket);
      socket.on("message", (text) => this.said.push(JSON.parse(String(text)) as Said));
      socket.send(
        JSON.stringify(
          sample("SNAPSHOT", { at: new Date().toISOString(), orders: [], offers: [] }),
        ),
      );
    });
    await once(this.server, "listening");
    const { port } = this.server.address() as AddressInfo;
    this.disconnect = live.connect(async () => "t", `ws://127.0.0.1:${port}/ws`);
    await vi.waitFor(() => {
      if (live.get().connection !== "OPEN") throw new Error("not open yet");
    });
    return this;
  }

  /** What was said of a type, once it was. */
  async heard(type: string): Promise<Said> {
    return vi.waitFor(() => {
      const found = this.said.filter((message) => message.type === type).at(-1);
      if (!found) throw new Error(`nobody said ${type}`);
      return found;
    });
  }

  /** Says messages, and waits until they have come. */
  async say(...messages: ServerMessage[]): Promise<void> {
    for (const message of messages) {
      const before = live.get();
      this.sockets.at(-1)!.send(JSON.stringify(message));
      await act(() =>
        vi.waitFor(() => {
          if (live.get() === before) throw new Error(`${message.type} has not come`);
        }),
      );
    }
  }

  close(): void {
    this.disconnect?.();
    this.server.close();
    for (const socket of this.sockets) socket.terminate();
  }
}
