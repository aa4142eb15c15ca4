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
    const email = await this.register(page, "CUSTOMER", "Ada");
    await signIn(page, email, PASSWORD);
    await expect(page.getByRole("heading", { name: "Where to?" })).toBeVisible();
    return page;
  }

  /** A driver who waits for orders. */
  async driverAt(at: LatLng): Promise<Page> {
    const page = await this.guest(at);
    const email = await this.register(page, "DRIVER", DRIVER.name);
    const { accessToken } = await this.login(page, email);
    await page.request.put("/drivers/me", {
      headers: { Authorization: `Bearer ${accessToken}` },
      data: DRIVER,
    });
    await signIn(page, email, PASSWORD);
    await page.getByRole("button", { name: "Go online" }).click();
    await expect(page.getByText("Orders nearby will be offered to you here.")).toBeVisible();
    return page;
  }

  /** A driver who has no page, only a socket. */
  async socketDriverAt(at: LatLng): Promise<SocketDriver> {
    const page = await this.guest();
    const email = await this.register(page, "DRIVER", DRIVER.name);
    const { accessToken } = await this.login(page, email);
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
    for (const context of this.contexts) await context.close();
    this.watch.verdict();
  }

  private async register(page: Page, role: "CUSTOMER" | "DRIVER", name: string): Promise<string> {
    const email = `${name.toLowerCase()}-${crypto.randomUUID()}@example.org`;
    const data = { email, password: PASSWORD, name, role };
    const answer = await page.request.post("/auth/register", { data });
    expect(answer.status()).toBe(201);
    return email;
  }

  private async login(page: Page, email: string): Promise<{ accessToken: string }> {
    const data = { email, password: PASSWORD };
    return (await page.request.post("/auth/login", { data })).json();
  }
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Where this page's person goes. */
export async function moveTo(page: Page, { lat, lng }: LatLng): Promise<void> {
  await page.context().setGeolocation({ latitude: lat, longitude: lng });
}
