// Runs oracles.ts beside this file, from anywhere: node test/read/xlsx/oracles.mjs [--workbooks 200]
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import esbuild from "esbuild";
import { modulesForEsbuild } from "../../../scripts/modules.js";

process.chdir(path.resolve(import.meta.dirname, "..", "..", ".."));
const folder = await mkdtemp(path.join(tmpdir(), "hege-oracles-code-"));
try {
  const outfile = path.join(folder, "oracles.mjs");
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, "oracles.ts")], outfile, bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "error", external: ["@aws-sdk/client-s3"], plugins: [modulesForEsbuild()],
    banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  });
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(folder, { recursive: true, force: true });
}
