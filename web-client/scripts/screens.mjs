// Takes pictures of the main screens, for phone and desk, light and dark, from a development start
// of the application (`./beckon up`) at BECKON_URL: into target/screens those that documents show,
// or with --all all of them, and from there into ../docs/screens. It plays a customer and a driver
// itself, in the made-up city, and lets `./beckon demo` play the rest of it. An argument (people,
// city, keep) makes it a part only.
import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { WebSocket } from "ws";

const url = process.env.BECKON_URL ?? "http://127.0.0.1:8080";
const taken = new URL("../target/screens/", import.meta.url);
const shown = new URL("../../docs/screens/", import.meta.url);
const takesAll = process.argv.includes("--all");
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const isWanted = (part) => parts.length === 0 || parts.includes(part);

const SIZES = {
  desk: { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false },
  phone: { width: 390, height: 844, deviceScaleFactor: 2, mobile: true },
};
const SCHEMES = ["dark", "light"];

/** What documents show; the rest is for whoever wants to look at it. */
const SHOWN = [
  "sign-in-desk-light",
  "order-phone-light",
  "order-desk-light",
  "searching-phone-light",
  "on-the-way-phone-light",
  "on-the-way-phone-dark",
  "delivered-phone-light",
  "history-phone-light",
  "free-phone-light",
  "offer-phone-light",
  "to-pickup-phone-light",
  "city-desk-light",
  "board-desk-light",
  "why-desk-light",
  "figures-desk-light",
];

const PASSWORD = "try it out";
const HOME = { lat: 52.5052, lng: 16.0468 };
const DRIVER_AT = { lat: 52.5121, lng: 16.0391 };
const SPEED_MPS = 12;
/** What is drawn, loaded or moved has come to rest by then. */
const REST_MS = 2500;

const pause = (ms) => new Promise((over) => setTimeout(over, ms));

async function post(path, body, token, method = "POST") {
  const answer = await fetch(url + path, {
    method,
    headers: {
      "Content-Type": "application/json",
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

const tokenOf = async (email, password = PASSWORD) =>
  (await post("/auth/login", { email, password })).accessToken;

/** Somebody with a browser, whose window is of any size. */
class Person {
  static async at(browser, email, view, here = HOME) {
    const context = await browser.newContext({
      deviceScaleFactor: SIZES.phone.deviceScaleFactor,
      permissions: ["geolocation", "notifications"],
      geolocation: { latitude: here.lat, longitude: here.lng },
    });
    await context.addInitScript((view) => {
      if (view && !localStorage.getItem("beckon.view"))
        localStorage.setItem("beckon.view", JSON.stringify(view));
    }, view);
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    page.on("pageerror", (error) => console.error(`${email ?? "nobody"}: ${error.stack}`));
    page.on("console", (message) => {
      if (message.type() === "error") console.error(`${email ?? "nobody"}: ${message.text()}`);
    });
    await page.goto(url);
    if (email) {
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("navigation").waitFor();
    }
    return new Person(page, await context.newCDPSession(page));
  }

  constructor(page, devtools) {
    this.page = page;
    this.devtools = devtools;
  }

  see(text) {
    return this.page.getByText(text).first().waitFor();
  }

  press(name) {
    return this.page.getByRole("button", { name }).click();
  }

  moveTo({ lat, lng }) {
    return this.page.context().setGeolocation({ latitude: lat, longitude: lng });
  }

  /** Takes the pictures of a screen that are wanted. */
  async show(screen, restMs = REST_MS) {
    // Off what it would light up.
    await this.page.mouse.move(0, 0);
    for (const [size, metrics] of Object.entries(SIZES)) {
      for (const scheme of SCHEMES) {
        const name = `${screen}-${size}-${scheme}`;
        if (!takesAll && !SHOWN.includes(name)) continue;
        await this.devtools.send("Emulation.setDeviceMetricsOverride", metrics);
        await this.page.emulateMedia({ colorScheme: scheme });
        await pause(restMs);
        const { data } = await this.devtools.send("Page.captureScreenshot");
        await writeFile(new URL(`${name}.png`, taken), Buffer.from(data, "base64"));
      }
    }
    console.log(screen);
  }

  leave() {
    return this.page.context().close();
  }
}

/** Who is free around; before the order is placed they turn to tasks, and leave it to the driver. */
async function bystander(i) {
  const email = `bystander-${i}@example.org`;
  await post("/auth/register", { email, password: PASSWORD, name: "Bystander", role: "DRIVER" });
  const token = await tokenOf(email);
  const take = (...kinds) =>
    post("/drivers/me", { name: "Bystander", vehicle: null, plate: null, kinds }, token, "PUT");
  await take();
  const { ticket } = await post("/ws/ticket", {}, token);
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws?ticket=${ticket}`);
  await new Promise((open) => socket.once("open", open));
  const angle = i * 2.4;
  const lat = HOME.lat + 0.0018 * Math.sqrt(i + 1) * Math.sin(angle);
  const lng = HOME.lng + 0.003 * Math.sqrt(i + 1) * Math.cos(angle);
  socket.send(JSON.stringify({ type: "SHIFT", state: "ONLINE", ref: "on" }));
  const here = () => socket.send(JSON.stringify({ type: "LOCATION", lat, lng }));
  here();
  const signs = setInterval(here, 5000);
  const leave = () => {
    clearInterval(signs);
    socket.send(JSON.stringify({ type: "SHIFT", state: "OFFLINE", ref: "off" }));
    socket.close();
  };
  return { take, leave };
}

/** Drives a part of the way between two places, as it is quoted. */
async function drive(driver, from, to, share, token) {
  const { route } = await post("/quotes", { pickup: from, dropoff: to, kind: "DELIVERY" }, token);
  const points = route.coordinates.map(([lng, lat]) => ({ lat, lng }));
  let rest = 0;
  const steps = [];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const metres =
      111_195 * Math.hypot(b.lat - a.lat, (b.lng - a.lng) * Math.cos((a.lat * Math.PI) / 180));
    for (; rest < metres; rest += SPEED_MPS) {
      const part = rest / metres;
      steps.push({ lat: a.lat + (b.lat - a.lat) * part, lng: a.lng + (b.lng - a.lng) * part });
    }
    rest -= metres;
  }
  for (const place of steps.slice(0, steps.length * share)) {
    await driver.moveTo(place);
    await pause(1000);
  }
}

async function people(browser) {
  const nobody = await Person.at(browser, null, null);
  await nobody.see("Welcome back");
  await nobody.show("sign-in", 500);
  await nobody.leave();

  const bystanders = await Promise.all(Array.from({ length: 9 }, (_, i) => bystander(i)));
  const view = { center: [HOME.lng, HOME.lat], zoom: 14.2 };
  const profile = { name: "Demo Driver", vehicle: "Red cargo bike", plate: "FE 42", kinds: [] };
  const driverToken = await tokenOf("driver@example.org");
  await post("/drivers/me", profile, driverToken, "PUT");
  await post("/drivers/me/shift", { state: "OFFLINE" }, driverToken, "PUT");
  const customer = await Person.at(browser, "customer@example.org", view);
  const driver = await Person.at(browser, "driver@example.org", view, DRIVER_AT);
  const token = await tokenOf("customer@example.org");

  await customer.page.getByRole("combobox", { name: "Pickup" }).click();
  await customer.page.getByRole("option", { name: "Where I am" }).click();
  await customer.page.getByRole("combobox", { name: "Drop-off" }).fill("univ");
  const university = customer.page.getByRole("option", { name: /University/ }).first();
  await university.waitFor();
  await customer.show("places");
  await university.click();
  await customer.see("Pickup in");
  await customer.show("order");

  await Promise.all(bystanders.map(({ take }) => take("TASK")));
  await customer.press("Order delivery");
  await customer.see("Looking for a driver");
  const id = customer.page.url().split("/").at(-1);
  await customer.show("searching");

  await driver.press("Go online");
  await driver.see("New order for you");
  // Quickly: it is only good for seconds.
  await driver.show("offer", 500);
  await driver.page.keyboard.press("Enter");
  await customer.see("Your driver is on the way");
  await drive(driver, DRIVER_AT, HOME, 0.45, token);
  await customer.show("on-the-way");
  await driver.show("to-pickup");
  // It is seen that the driver is there; nobody need say so.
  await driver.moveTo(HOME);
  await customer.see("Your driver is here");
  await customer.show("arrived");
  await driver.press("Picked up");
  await customer.see("On the way to the drop-off");
  const { dropoff } = await fetch(`${url}/orders/${id}`, {
    headers: { Authorization: `Bearer ${token}` },
  }).then((answer) => answer.json());
  await drive(driver, HOME, dropoff, 0.3, token);
  await customer.show("trip");
  await driver.show("to-dropoff");
  await driver.moveTo(dropoff);
  await pause(REST_MS);
  await driver.press("Delivered");
  await customer.see("All done");
  await customer.page.getByText("Timeline").first().click();
  await customer.show("delivered");
  await driver.show("free");
  await customer.page.goto(`${url}/orders`);
  await customer.show("history", 1000);
  await driver.press("Go offline");
  await driver.see("You are offline");
  await driver.show("offline");
  for (const { leave } of bystanders) leave();
  await customer.leave();
  await driver.leave();
}

const CITY_DRIVERS = 250;
/** Charts have something to show by then. */
const CITY_MS = 120_000;

async function city(browser) {
  const demo = spawn(
    "../beckon",
    ["demo", `--attach=${url}`, "--speed=1", `--drivers=${CITY_DRIVERS}`, "--orders=9000"],
    { stdio: "inherit", cwd: new URL("..", import.meta.url).pathname },
  );
  try {
    const view = { center: [16.048, 52.5], zoom: 12.9 };
    const operator = await Person.at(browser, "operator@example.org", view);
    const { page } = operator;
    await page.getByRole("link", { name: "Figures" }).click();
    await pause(CITY_MS);
    await operator.show("figures");
    await page.getByRole("link", { name: "City" }).click();
    await operator.show("city", 4000);
    await page.getByText("Demand").click();
    await operator.show("heat");
    await page.getByRole("link", { name: "Orders", exact: true }).click();
    const withDriver = page
      .getByRole("main")
      .getByRole("link")
      .filter({ hasText: /Driver \d/ });
    await withDriver.first().waitFor();
    await operator.show("board");
    await withDriver.first().click();
    await operator.see("Why this driver?");
    await operator.show("why");
    await operator.leave();
  } finally {
    demo.kill();
  }
}

/** Chromium makes small pictures of large ones. Those of which none was taken stay as they are. */
async function keep(browser) {
  await mkdir(shown, { recursive: true });
  const page = await browser.newPage();
  const there = await readdir(taken);
  for (const name of SHOWN.filter((name) => there.includes(`${name}.png`))) {
    const png = await readFile(new URL(`${name}.png`, taken));
    const webp = await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext("2d").drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", 0.82).split(",")[1];
    }, png.toString("base64"));
    await writeFile(new URL(`${name}.webp`, shown), Buffer.from(webp, "base64"));
  }
  await page.close();
}

await mkdir(taken, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.BECKON_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  if (isWanted("people")) await people(browser);
  if (isWanted("city")) await city(browser);
  if (isWanted("keep")) await keep(browser);
} finally {
  await browser.close();
}
