// node scripts/compiled.mjs <program.cjs>: runs the program on a sample and puts V8's compiled code of it beside it. The flags, the text
// and its options are those of bin/hege.ts, or V8 refuses what is made here.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

const [, , file] = process.argv;
const folder = path.dirname(file);
if (/^v2[01]\./.test(process.version)) setFlagsFromString("--interrupt-budget=600000");
const script = new Script(readFileSync(file, "utf8"), { filename: file });
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(file), module, file, folder);
for (const format of ["json", "terminal"]) {
  process.argv = [process.execPath, path.join(folder, "..", "hege.cjs"), "check", "samples/shenzhen-2010/compliant", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--format", format];
  await module.exports.run(file);
}
const target = file.replace(/\.cjs$/, `.${process.platform}-${process.arch}-${process.versions.v8}.bin`);
writeFileSync(`${target}.${process.pid}.tmp`, script.createCachedData());
renameSync(`${target}.${process.pid}.tmp`, target);
// How the audit of the sample ended is not the question here.
process.exitCode = 0;
