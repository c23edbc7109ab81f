// Writes schema/report.schema.json from the zod schema of the report. `npm run schema`; a test fails where the file is stale.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const outfile = path.join(root, "node_modules", ".cache", "hege", "report-schema.mjs");
await build({
  stdin: { contents: 'export { reportJsonSchema } from "./src/rules/report-schema.ts";', resolveDir: root, loader: "ts" },
  bundle: true, platform: "node", format: "esm", packages: "external", outfile, logLevel: "warning",
});
const { reportJsonSchema } = await import(`${pathToFileURL(outfile).href}?${process.pid}`);
await mkdir(path.join(root, "schema"), { recursive: true });
await writeFile(path.join(root, "schema", "report.schema.json"), reportJsonSchema());
