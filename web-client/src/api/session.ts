import type { components } from "@/generated/api";
import { Problem } from "./problem";

export type User = components["schemas"]["User"];
export type Login = components["schemas"]["Login"];
export type Registration = components["schemas"]["Registration"];
type LoggedIn = components["schemas"]["LoggedIn"];

interface Tokens {
  user: User;
  accessToken: string;
  refreshToken: string;
  /** by this device's clock, in milliseconds */
  expiresAt: number;
}

const KEY = "beckon.session";

/** How long before its end a token is renewed. */
const MARGIN_MS = 30_000;

/**
 * Who is signed in. All tabs share one session in localStorage; whichever needs a fresh token first
 * renews it for all, because a refresh token is good once.
 */
export class Session {
  private tokens = this.read();
  private readonly listeners = new Set<() => void>();

  constructor() {
    window.addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) this.adopt();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly user = (): User | null => this.tokens?.user ?? null;

  async login(login: Login): Promise<User> {
    this.keep(await post<LoggedIn>("/auth/login", login));
    return this.user()!;
  }

  async register(registration: Registration): Promise<components["schemas"]["Registered"]> {
    return post("/auth/register", registration);
  }

  /** Forgets the session in every tab, whether or not the server can be told. */
  async logout(): Promise<void> {
    const refreshToken = this.tokens?.refreshToken;
    this.forget();
    if (refreshToken) await post("/auth/logout", { refreshToken }).catch(() => undefined);
  }

  /**
   * A token that is good for a while yet; null when nobody is signed in.
   *
   * @param refused a token that the server did not take, however good it looks from here
   */
  async accessToken(refused?: string): Promise<string | null> {
    if (!this.tokens || this.isGood(this.tokens, refused)) return this.tokens?.accessToken ?? null;
    return alone(async () => {
      this.adopt();
      if (!this.tokens || this.isGood(this.tokens, refused))
        return this.tokens?.accessToken ?? null;
      try {
        this.keep(
          await post<LoggedIn>("/auth/refresh", { refreshToken: this.tokens.refreshToken }),
        );
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.passing) throw problem;
        this.forget();
      }
      return this.tokens?.accessToken ?? null;
    });
  }

  private isGood(tokens: Tokens, refused?: string): boolean {
    return tokens.accessToken !== refused && Date.now() < tokens.expiresAt - MARGIN_MS;
  }

  private keep({ user, accessToken, refreshToken, expiresIn }: LoggedIn): void {
    const expiresAt = Date.now() + expiresIn * 1000;
    const tokens: Tokens = { user, accessToken, refreshToken, expiresAt };
    localStorage.setItem(KEY, JSON.stringify(tokens));
    this.adopt();
  }

  private forget(): void {
    localStorage.removeItem(KEY);
    this.adopt();
  }

  /** Takes over what is stored; the user stays the same object while it is the same user. */
  private adopt(): void {
    const stored = this.read();
    if (stored && this.tokens && same(stored.user, this.tokens.user)) {
      stored.user = this.tokens.user;
    }
    const changed = stored?.user !== this.tokens?.user;
    this.tokens = stored;
    if (changed) for (const listener of this.listeners) listener();
  }

  private read(): Tokens | null {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? "null") as Tokens | null;
    } catch {
      return null;
    }
  }
}

const same = (one: User, other: User) => JSON.stringify(one) === JSON.stringify(other);

let queue: Promise<unknown> = Promise.resolve();

/** One at a time over all tabs; without locks (an address that is not secure) in this tab only. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request(KEY, work) as Promise<T>;
  const done = queue.then(work);
  queue = done.catch(() => undefined);
  return done;
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw Problem.unreached();
  });
  if (!response.ok) throw await Problem.of(response);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}
