import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const samples = new URL("../../schemas/samples/", import.meta.url);
const here = fileURLToPath(new URL(".", import.meta.url));

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  types: [],
};
const host = ts.createCompilerHost(options);
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler has against some lines of TypeScript, as if they stood in this folder. */
function complaints(lines: string): string[] {
  const file = here + "lines.ts";
  const withLines: ts.CompilerHost = {
    ...host,
    fileExists: (name) => name === file || host.fileExists(name),
    getSourceFile: (name, version) => {
      if (name === file) return ts.createSourceFile(name, lines, version);
      if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, version));
      return parsed.get(name);
    },
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, withLines))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

const declare = (name: string, type: string, value: unknown) =>
  `export const ${name}: ${type} = ${JSON.stringify(value)};\n`;

const read = (name: string) => JSON.parse(readFileSync(new URL(name, samples), "utf8"));

describe.each([
  ["socket-server-message", "ServerMessage", "server-message"],
  ["socket-client-message", "ClientMessage", "client-message"],
])("%s", (prefix, type, file) => {
  const names = readdirSync(samples).filter((name) => name.startsWith(`${prefix}.`));
  const imported = `import type { ${type} } from "./generated/${file}.js";\n`;

  it("has a type that every sample is of", () => {
    expect(names).not.toHaveLength(0);
    const all = names.map((name, i) => declare(`sample${i}`, type, read(name)));
    expect(complaints(imported + all.join(""))).toEqual([]);
  });

  it("has a type that nothing else is of", () => {
    const stranger = { ...read(names[0]!), type: "UNHEARD_OF" };
    expect(complaints(imported + declare("stranger", type, stranger))).toHaveLength(1);
  });

  it("tells its messages apart by their type", () => {
    const unknown = `declare const m: ${type}; if (m.type === "UNHEARD_OF") {}`;
    expect(complaints(imported + unknown)[0]).toContain("no overlap");
  });
});

it("an order is the same over HTTP and on the socket", () => {
  const lines = `
    import type { components } from "./generated/api.js";
    import type { OrderView } from "./generated/server-message.js";
    declare const told: OrderView;
    export const asked: components["schemas"]["OrderView"] = told;
  `;
  expect(complaints(lines)).toEqual([]);
});
