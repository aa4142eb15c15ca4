import { defineConfig } from "vitest/config";

// A compiler is at work in these tests, on machines that may be busy.
export default defineConfig({ test: { testTimeout: 60_000 } });
