import { defineConfig, mergeConfig } from "vitest/config";
import vite from "./vite.config.ts";

// A compiler is at work in some of these tests, on machines that may be busy.
export default mergeConfig(
  vite,
  defineConfig({
    test: {
      include: ["src/**/*.test.{ts,tsx}"],
      setupFiles: ["src/testing/setup.ts"],
      testTimeout: 60_000,
      // One process for all: a world of its own for each file cost a third of the time.
      pool: "threads",
      isolate: false,
    },
  }),
);
