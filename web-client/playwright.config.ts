import { defineConfig, devices } from "@playwright/test";

const browser = (...args: string[]) => ({
  executablePath: process.env.BECKON_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", ...args],
});

/** BECKON_URL is where the client and its API are; BECKON_CHROMIUM the browser. */
export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  // More than the cores of a small machine: a test waits for much of its time.
  workers: 3,
  timeout: 300_000,
  // A browser on a build server has its bad moments; what needed a second run is called flaky.
  retries: process.env.CI ? 2 : 0,
  expect: { timeout: 60_000 },
  outputDir: "target/e2e",
  reporter: [["list"], ["junit", { outputFile: "target/reports/TEST-e2e.xml" }]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.BECKON_URL ?? "http://127.0.0.1:8080",
    viewport: { width: 800, height: 600 },
    contextOptions: { reducedMotion: "reduce" },
    // Its film would be drawn without a graphics card, too.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: browser(),
  },
  // Drawn without a graphics card, a map costs more than all the rest: only those who need it have
  // one, the others a browser that can draw none.
  projects: [
    { name: "map", grep: /@map/ },
    { name: "no map", grepInvert: /@map/, use: { launchOptions: browser("--disable-3d-apis") } },
  ],
});
