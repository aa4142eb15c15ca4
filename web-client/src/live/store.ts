import { type Heard, LiveConnection, type Telling } from "./connection";
import { type LiveAction, reduce } from "./reducer";
import { type LiveState, nothingTold } from "./state";

/** Holds what the socket told, for all components of this tab. */
export class LiveStore {
  private state = nothingTold;
  private connection?: LiveConnection;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): LiveState => this.state;

  readonly dispatch = (action: LiveAction): void => {
    const next = reduce(this.state, action);
    if (next === this.state) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  };

  /** Connects as whoever is signed in. The returned function disconnects and forgets. */
  connect(ticket: () => Promise<string>, url?: string): () => void {
    const heard: Heard = {
      message: (message) => this.dispatch({ type: "HEARD", message, receivedAt: Date.now() }),
      connection: (connection) => this.dispatch({ type: "CONNECTION", connection }),
    };
    const connection = new LiveConnection(ticket, heard, url);
    this.connection = connection;
    return () => {
      connection.close();
      if (this.connection === connection) this.connection = undefined;
      this.dispatch({ type: "FORGET" });
    };
  }

  /** Says something that is worth nothing later, if there is somebody to say it to. */
  readonly tell = (message: Telling): void => this.connection?.tell(message);

  /** The socket to ask; there is one while somebody is signed in. */
  get socket(): LiveConnection {
    if (!this.connection) throw new Error("nobody is signed in");
    return this.connection;
  }
}

export const live = new LiveStore();
