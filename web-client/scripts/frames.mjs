// Measures the live city with thousands of moving drivers: frames a second, and the longest task.
import { chromium } from "@playwright/test";
import { build, preview } from "vite";

const FRAMES = 40;
const TASK_MS = 100;
const SECONDS = 10;
const outDir = "target/bench";

await build({ mode: "bench", logLevel: "warn", build: { outDir } });
const server = await preview({ mode: "bench", build: { outDir }, preview: { port: 0, proxy: {} } });
const browser = await chromium.launch({
  executablePath: process.env.BECKON_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const view = { center: [16, 52.5], zoom: 12.2 };
    localStorage.setItem("beckon.view", JSON.stringify(view));
  });
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/bench/city`);
  await page.locator(".maplibregl-canvas-container > canvas[aria-hidden]").last().waitFor();
  // Until what loads has loaded.
  await page.waitForTimeout(4000);
  const { frames, longest, gaps } = await page.evaluate(
    (seconds) =>
      new Promise((resolve) => {
        let longest = 0;
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        });
        observer.observe({ type: "longtask" });
        const start = performance.now();
        let last = start;
        const gaps = [];
        const count = (now) => {
          gaps.push(now - last);
          last = now;
          if (now - start < seconds * 1000) return requestAnimationFrame(count);
          observer.disconnect();
          resolve({ frames: gaps.length / ((now - start) / 1000), longest, gaps });
        };
        requestAnimationFrame(count);
      }),
    SECONDS,
  );
  gaps.sort((a, b) => a - b);
  const at = (share) => gaps[Math.floor(gaps.length * share)].toFixed(1);
  console.log(
    `${frames.toFixed(1)} frames/s over ${SECONDS} s; between frames ${at(0.5)} ms (median),` +
      ` ${at(0.95)} ms (95 %), ${at(0.999)} ms (most); longest task ${Math.round(longest)} ms`,
  );
  if (process.argv[2]) await page.screenshot({ path: process.argv[2] });
  if (frames < FRAMES || longest > TASK_MS) {
    console.error(`wanted: ${FRAMES} frames/s at least, no task over ${TASK_MS} ms`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  await server.close();
}
