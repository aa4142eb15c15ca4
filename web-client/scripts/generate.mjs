// Writes the types of the API and of the socket's messages from ../schemas; with --check, only compares.
import { readFile, writeFile } from "node:fs/promises";
import { compileFromFile } from "json-schema-to-typescript";
import openapiTS, { astToString } from "openapi-typescript";

const banner = "// Written by `npm run generate`. Change the schemas instead.\n\n";
const schema = (name) => new URL(`../../schemas/${name}.json`, import.meta.url);

const messages = (name) =>
  compileFromFile(schema(name).pathname, {
    additionalProperties: false,
    bannerComment: "",
  });

const drawn = {
  "api.ts": astToString(await openapiTS(schema("openapi"))),
  "client-message.ts": await messages("socket-client-message"),
  "order-event.ts": await messages("order-event"),
  "server-message.ts": await messages("socket-server-message"),
};

let stale = 0;
for (const [name, types] of Object.entries(drawn)) {
  const file = new URL(`../src/generated/${name}`, import.meta.url);
  const text = banner + types.trim() + "\n";
  if (!process.argv.includes("--check")) {
    await writeFile(file, text);
  } else if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    console.error(
      `src/generated/${name} is not that of the schemas: run npm run generate and commit the result`,
    );
    stale = 1;
  }
}
process.exitCode = stale;
