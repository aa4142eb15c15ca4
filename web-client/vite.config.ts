import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type ProxyOptions } from "vite";

const server = process.env.BECKON_API ?? "http://127.0.0.1:8080";

/** Pages and operations share some addresses; who asks for HTML wants the page. */
const api: ProxyOptions = {
  target: server,
  bypass: (request) => (request.headers.accept?.includes("text/html") ? "/index.html" : undefined),
};

const proxy: Record<string, ProxyOptions> = {
  "^/(auth|orders|drivers|quotes|places|tiles|ws/ticket|actuator)(/|\\?|$)": api,
  "^/ws\\?": { target: server, ws: true },
};

/** The page says so, as that of an application in development does. */
const development: Plugin = {
  name: "beckon-development",
  apply: "serve",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { name: "beckon-development", content: "true" } },
  ],
};

export default defineConfig({
  plugins: [react(), tailwindcss(), development],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  server: { host: "127.0.0.1", proxy },
  preview: { host: "127.0.0.1", proxy },
  build: {
    manifest: true,
    // The map, which nobody waits for; scripts/first-load.mjs measures the rest.
    chunkSizeWarningLimit: 1200,
    cssTarget: ["chrome123", "safari17.5", "firefox128"],
    target: ["chrome123", "safari17.5", "firefox128"],
  },
});
