// Writes schema/*.schema.json from the zod schemas of the report, of an inspection, of the overview of a batch, of policies and of the configuration. `npm run schema`; a test
// fails where one is stale.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const outfile = path.join(root, "node_modules", ".cache", "hege", "report-schema.mjs");
await build({
  stdin: { contents: 'export { reportJsonSchema } from "./src/rules/report-schema.ts"; export { inputSchemas } from "./src/config/json-schema.ts"; export { inspectionJsonSchema } from "./src/model/inspection.ts"; export { overviewJsonSchema } from "./src/model/overview.ts";', resolveDir: root, loader: "ts" },
  bundle: true, platform: "node", format: "esm", packages: "external", outfile, logLevel: "warning",
});
const { reportJsonSchema, inputSchemas, inspectionJsonSchema, overviewJsonSchema } = await import(`${pathToFileURL(outfile).href}?${process.pid}`);
await mkdir(path.join(root, "schema"), { recursive: true });
for (const [name, text] of Object.entries({ "report.schema.json": reportJsonSchema(), "inspect.schema.json": inspectionJsonSchema(), "overview.schema.json": overviewJsonSchema(), ...inputSchemas() })) await writeFile(path.join(root, "schema", name), text);
