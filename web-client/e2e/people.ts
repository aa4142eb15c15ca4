import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import type { LatLng } from "../src/generated/server-message";
import { SocketDriver } from "./socket-driver";
import type { Watch } from "./watch";

const PASSWORD = "correct horse battery";

/** Made at the start by the launcher, or by whoever has named another. */
const OPERATOR = {
  email: process.env.BECKON_IDENTITY_ADMIN_EMAIL ?? "operator@example.org",
  password: process.env.BECKON_IDENTITY_ADMIN_PASSWORD ?? "try it out",
};

const DRIVER = { name: "Grace", vehicle: "Red cargo bike", plate: "BK 42" };

/** Far from all others, so that tests that run side by side do not share drivers. */
export function somewhere(): LatLng {
  return { lat: 40 + Math.random() * 15, lng: -20 + Math.random() * 40 };
}

export const beside = ({ lat, lng }: LatLng, northDeg: number): LatLng => ({
  lat: lat + northDeg,
  lng,
});

/** Those who take part in a test, each in a browser of their own. */
export class People {
  private readonly contexts: BrowserContext[] = [];

  constructor(
    private readonly browser: Browser,
    readonly watch: Watch,
  ) {}

  /** Nobody yet. */
  async guest(at?: LatLng): Promise<Page> {
    const context = await this.browser.newContext(
      at && {
        permissions: ["geolocation"],
        geolocation: { latitude: at.lat, longitude: at.lng },
      },
    );
    this.contexts.push(context);
    this.watch.over(context);
    return context.newPage();
  }

  async customerAt(at: LatLng): Promise<Page> {
    const page = await this.guest(at);
    await beSignedIn(page, await this.newcomer(page, "CUSTOMER", "Ada"));
    await expect(page.getByRole("heading", { name: "Where to?" })).toBeVisible();
    return page;
  }

  /** A driver who waits for orders. */
  async driverAt(at: LatLng): Promise<Page> {
    const page = await this.guest(at);
    const login = await this.newcomer(page, "DRIVER", DRIVER.name);
    await page.request.put("/drivers/me", { headers: bearing(login), data: DRIVER });
    await beSignedIn(page, login);
    await page.getByRole("button", { name: "Go online" }).click();
    await expect(page.getByText("Orders nearby will be offered to you here.")).toBeVisible();
    return page;
  }

  /** A driver who has no page, only a socket. */
  async socketDriverAt(at: LatLng): Promise<SocketDriver> {
    const page = await this.guest();
    const { accessToken } = await this.newcomer(page, "DRIVER", DRIVER.name);
    const driver = await SocketDriver.open(page, accessToken);
    await driver.say({ type: "SHIFT", state: "ONLINE", ref: "online" });
    await driver.hear("ACK");
    await driver.moveTo(at);
    return driver;
  }

  async operator(): Promise<Page> {
    const page = await this.guest();
    await signIn(page, OPERATOR.email, OPERATOR.password);
    await expect(page.getByRole("heading", { name: "Live city" })).toBeAttached();
    return page;
  }

  /** All go home; fails if one of their pages did what none may. */
  async leave(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    this.watch.verdict();
  }

  /** Somebody who has signed up and in, though not by a page. */
  private async newcomer(page: Page, role: "CUSTOMER" | "DRIVER", name: string): Promise<Login> {
    const email = `${name.toLowerCase()}-${crypto.randomUUID()}@example.org`;
    const data = { email, password: PASSWORD, name, role };
    const answer = await page.request.post("/auth/register", { data });
    expect(answer.status()).toBe(201);
    return (await page.request.post("/auth/login", { data: { email, password: PASSWORD } })).json();
  }
}

/** What signing in is answered with. */
interface Login {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  user: unknown;
}

/** Where a page keeps who has signed in. */
const SESSION = "beckon.session";

/** Opens the start as somebody who has signed in on this device before. */
async function beSignedIn(page: Page, { expiresIn, ...tokens }: Login): Promise<void> {
  const session = JSON.stringify({ ...tokens, expiresAt: Date.now() + expiresIn * 1000 });
  // Here and now: what is set for each new page would sign in again whoever has signed out.
  await page.goto("/icon.svg");
  await page.evaluate(([key, value]) => localStorage.setItem(key!, value!), [SESSION, session]);
  await page.goto("/");
}

/** The header by which a request is that of whoever has signed in on a page. */
export async function headersOf(page: Page): Promise<{ Authorization: string }> {
  return bearing(await tokensOf(page));
}

/** `expiresAt` is by the page's clock, in milliseconds. */
export async function tokensOf(page: Page): Promise<{ accessToken: string; expiresAt: number }> {
  return page.evaluate((key) => JSON.parse(localStorage[key]), SESSION);
}

export const bearing = ({ accessToken }: { accessToken: string }) => ({
  Authorization: `Bearer ${accessToken}`,
});

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Where this page's person goes. */
export async function moveTo(page: Page, { lat, lng }: LatLng): Promise<void> {
  await page.context().setGeolocation({ latitude: lat, longitude: lng });
}
