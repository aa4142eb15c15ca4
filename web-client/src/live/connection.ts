import ReconnectingSocket from "partysocket/ws";
import { v4 as uuid } from "uuid";
import type { ClientMessage } from "@/generated/client-message";
import type { Ack, Refused, ServerMessage } from "@/generated/server-message";
import type { Connection } from "./state";

/** What can be asked of the server and is answered. */
export type Command = Exclude<ClientMessage, { type: "PING" } | Telling>;

/** What is said and not answered, or of no more use by then. */
export type Telling = Extract<
  ClientMessage,
  { type: "LOCATION" | "OFFER_RECEIVED" | "WATCH" | "UNWATCH" }
>;

interface Waiting {
  text: string;
  resolve: (answer: Ack | Refused) => void;
  timer: ReturnType<typeof setTimeout>;
}

export interface Heard {
  message: (message: ServerMessage) => void;
  connection: (connection: Connection) => void;
}

const PING_MS = 20_000;
const SILENCE_MS = 10_000;
const ANSWER_MS = 15_000;

/** The socket was not answered in time; what was asked may be done nevertheless. */
export class Unanswered extends Error {}

/**
 * The socket of one user: it comes back by itself, with a new ticket each time, and says again what
 * was not answered; the server takes a command twice as once.
 */
export class LiveConnection {
  private readonly socket: ReconnectingSocket;
  private readonly waiting = new Map<string, Waiting>();
  private readonly pings: ReturnType<typeof setInterval>;
  private silence?: ReturnType<typeof setTimeout>;
  private closed = false;

  constructor(
    ticket: () => Promise<string>,
    private readonly heard: Heard,
    url = `${location.origin.replace(/^http/, "ws")}/ws`,
  ) {
    this.socket = new ReconnectingSocket(
      async () => `${url}?ticket=${encodeURIComponent(await ticket())}`,
      [],
      {
        minReconnectionDelay: 500 + Math.random() * 1500,
        maxReconnectionDelay: 10_000 + Math.random() * 5_000,
        reconnectionDelayGrowFactor: 1.6,
        maxEnqueuedMessages: 0,
      },
    );
    this.socket.addEventListener("open", this.onOpen);
    this.socket.addEventListener("message", this.onMessage);
    this.socket.addEventListener("close", this.onLost);
    // Without a ticket there is no socket that could close.
    this.socket.addEventListener("error", this.onLost);
    this.pings = setInterval(this.ping, PING_MS);
    window.addEventListener("offline", this.leave);
    window.addEventListener("online", this.hurry);
    document.addEventListener("visibilitychange", this.wake);
    heard.connection("CONNECTING");
  }

  /**
   * Asks until it is answered, over as many connections as that takes.
   *
   * @param ref by which the answer is known
   */
  ask(command: Command, ref: string = uuid()): Promise<Ack | Refused> {
    const text = JSON.stringify({ ...command, ref });
    const answer = new Promise<Ack | Refused>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(ref);
        reject(new Unanswered());
      }, ANSWER_MS);
      this.waiting.set(ref, { text, resolve, timer });
    });
    this.say(text);
    return answer;
  }

  /** Says what is not answered and is worth nothing later; lost while there is no connection. */
  tell(message: Telling): void {
    this.say(JSON.stringify(message));
  }

  close(): void {
    this.closed = true;
    clearInterval(this.pings);
    clearTimeout(this.silence);
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    window.removeEventListener("offline", this.leave);
    window.removeEventListener("online", this.hurry);
    document.removeEventListener("visibilitychange", this.wake);
    this.socket.close(1000);
    this.heard.connection("OFF");
  }

  private readonly onOpen = () => {
    for (const { text } of this.waiting.values()) this.say(text);
  };

  private readonly onMessage = (event: MessageEvent) => {
    clearTimeout(this.silence);
    const message = JSON.parse(event.data as string) as ServerMessage;
    this.heard.message(message);
    // The connection is of use from the snapshot on.
    if (message.type === "SNAPSHOT") this.heard.connection("OPEN");
    if ((message.type === "ACK" || message.type === "REFUSED") && message.ref) {
      const asked = this.waiting.get(message.ref);
      if (!asked) return;
      clearTimeout(asked.timer);
      this.waiting.delete(message.ref);
      asked.resolve(message);
    }
  };

  private readonly onLost = () => {
    clearTimeout(this.silence);
    if (!this.closed) this.heard.connection("LOST");
  };

  /** A connection may be gone without a word: whoever is silent after a ping is left. */
  private readonly ping = () => {
    if (!this.isOpen) return;
    this.say(JSON.stringify({ type: "PING" }));
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket.reconnect(), SILENCE_MS);
  };

  /** The device knows earlier than the socket that nothing gets through any more. */
  private readonly leave = () => this.socket.reconnect();

  private readonly hurry = () => {
    if (this.isOpen) this.ping();
    else this.socket.reconnect();
  };

  private readonly wake = () => {
    if (document.visibilityState === "visible") this.hurry();
  };

  private say(text: string): void {
    if (this.isOpen) this.socket.send(text);
  }

  private get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }
}
