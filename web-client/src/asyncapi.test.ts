import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { parse } from "yaml";

const file = new URL("../../schemas/asyncapi.yaml", import.meta.url);
const shape = createRequire(import.meta.url)("@asyncapi/specs/schemas/3.0.0-without-$id.json");

const document = () => parse(readFileSync(file, "utf8"));

function complaints(value: unknown) {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.validate(shape, value);
  return ajv.errors ?? [];
}

it("schemas/asyncapi.yaml is an AsyncAPI document", () => {
  expect(complaints(document())).toEqual([]);
});

it("and would not be one with a strange action", () => {
  const broken = document();
  broken.operations["socket.say"].action = "shout";
  expect(complaints(broken)).not.toEqual([]);
});
