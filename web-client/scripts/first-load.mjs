// Says what a first visit loads before it draws, without the map, and fails if that is too much.
// What it looks at is the last build.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 300;
const PAGES = [
  "src/pages/sign-in/SignInPage.tsx",
  "src/pages/customer/OrderPage.tsx",
  "src/pages/driver/DrivePage.tsx",
  "src/pages/operator/CityPage.tsx",
  "src/pages/operator/FiguresPage.tsx",
];

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(await readFile(new URL(".vite/manifest.json", dist), "utf8"));
const entry = Object.values(manifest).find(({ isEntry }) => isEntry);

/** The chunk and all that it needs at once. */
function files(chunk, found = new Set()) {
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const css of chunk.css ?? []) found.add(css);
  for (const key of chunk.imports ?? []) files(manifest[key], found);
  return found;
}

for (const page of PAGES) {
  if (!manifest[page]) throw new Error(`${page} is no chunk of its own`);
  const all = new Set([...files(entry), ...files(manifest[page])]);
  let bytes = gzipSync(await readFile(new URL("index.html", dist))).length;
  for (const file of all) bytes += gzipSync(await readFile(new URL(file, dist))).length;
  const kb = Math.ceil(bytes / 1000);
  console.log(`${page}: ${kb} KB gzipped in ${all.size} files`);
  if (kb > LIMIT_KB) {
    console.error(`a first load may have ${LIMIT_KB} KB`);
    process.exitCode = 1;
  }
}
