// @vitest-environment jsdom
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Problem } from "./problem";
import { Session } from "./session";

const KEY = "beckon.session";
const ada = { id: "1", email: "ada@example.org", name: "Ada", role: "CUSTOMER" };

/** A server whose refresh tokens are good once, as the real one's. */
class Tokens {
  readonly asked: string[] = [];
  good = "refresh-0";
  away = false;
  expiresIn = 900;
  private server!: Server;

  async start(): Promise<string> {
    this.server = createServer(async (request, response) => {
      const body = JSON.parse(await read(request)) as { refreshToken?: string };
      this.asked.push(request.url!);
      if (this.away) return response.writeHead(503).end();
      if (request.url === "/auth/refresh" && body.refreshToken !== this.good) {
        response.writeHead(401, { "Content-Type": "application/problem+json" });
        return response.end(JSON.stringify({ status: 401, detail: "used already" }));
      }
      if (request.url === "/auth/logout") return response.writeHead(204).end();
      const n = this.asked.length;
      this.good = `refresh-${n}`;
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end(
        JSON.stringify({
          accessToken: `access-${n}`,
          refreshToken: this.good,
          expiresIn: this.expiresIn,
          user: ada,
        }),
      );
    });
    await new Promise<void>((listening) => this.server.listen(0, "127.0.0.1", listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop() {
    this.server.close();
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

const realFetch = globalThis.fetch;
let tokens: Tokens;

beforeEach(async () => {
  localStorage.clear();
  tokens = new Tokens();
  const origin = await tokens.start();
  globalThis.fetch = (path, init) => realFetch(origin + String(path), init);
});

afterEach(() => {
  globalThis.fetch = realFetch;
  tokens.stop();
});

const login = { email: ada.email, password: "correct horse battery" };
const expired = { user: ada, accessToken: "access-0", refreshToken: "refresh-0", expiresAt: 0 };
const store = (stored: object | null) =>
  stored ? localStorage.setItem(KEY, JSON.stringify(stored)) : localStorage.removeItem(KEY);

/** What a browser tells the other tabs after one has written. */
const tellTabs = () => window.dispatchEvent(new StorageEvent("storage", { key: KEY }));

describe("a session", () => {
  it("is nobody's at first, and somebody's from the login to the logout", async () => {
    const session = new Session();
    const users: (string | undefined)[] = [];
    session.subscribe(() => users.push(session.user()?.name));
    await session.login(login);
    expect(await session.accessToken()).toBe("access-1");
    await session.logout();
    expect(await session.accessToken()).toBeNull();
    expect(users).toEqual(["Ada", undefined]);
    expect(tokens.asked).toEqual(["/auth/login", "/auth/logout"]);
  });

  it("outlives a reload", async () => {
    await new Session().login(login);
    expect(new Session().user()).toEqual(ada);
  });

  it("is renewed before its token ends, once for all who ask", async () => {
    store(expired);
    const session = new Session();
    const all = await Promise.all([1, 2, 3].map(() => session.accessToken()));
    expect(all).toEqual(["access-1", "access-1", "access-1"]);
    expect(tokens.asked).toEqual(["/auth/refresh"]);
  });

  it("is renewed once for all tabs", async () => {
    store(expired);
    const tabs = [new Session(), new Session(), new Session()];
    const all = await Promise.all(tabs.map((tab) => tab.accessToken()));
    expect(all).toEqual(["access-1", "access-1", "access-1"]);
    expect(tokens.asked).toEqual(["/auth/refresh"]);
  });

  it("is renewed when the server refused a token that looked good", async () => {
    const session = new Session();
    await session.login(login);
    expect(await session.accessToken("access-1")).toBe("access-2");
    expect(await session.accessToken("access-1")).toBe("access-2");
  });

  it("ends when its refresh token was used by somebody else", async () => {
    store({ ...expired, refreshToken: "stolen" });
    const session = new Session();
    expect(await session.accessToken()).toBeNull();
    expect(session.user()).toBeNull();
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it("does not end because the server is away", async () => {
    store(expired);
    tokens.away = true;
    const session = new Session();
    await expect(session.accessToken()).rejects.toThrow(Problem);
    expect(session.user()).toEqual(ada);
    tokens.away = false;
    expect(await session.accessToken()).toBe("access-2");
  });

  it("begins and ends in all tabs", async () => {
    const [one, other] = [new Session(), new Session()];
    await one.login(login);
    tellTabs();
    expect(other.user()).toEqual(ada);
    await one.logout();
    tellTabs();
    expect(other.user()).toBeNull();
  });

  it("is nobody's if what is stored cannot be read", () => {
    localStorage.setItem(KEY, "{");
    expect(new Session().user()).toBeNull();
  });
});
