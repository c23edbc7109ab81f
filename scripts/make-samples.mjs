// Makes samples/ anew, the same bytes every time: node scripts/make-samples.mjs
// The people, agencies and events are invented; they stand at the top of the files under scripts/samples/.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as shenzhenCompliant from "./samples/shenzhen-compliant.mjs";
import * as shenzhenNonCompliant from "./samples/shenzhen-non-compliant.mjs";
import * as shenzhenThree from "./samples/shenzhen-three.mjs";
import * as xpccCompliant from "./samples/xpcc-compliant.mjs";
import * as xpccNonCompliant from "./samples/xpcc-non-compliant.mjs";
import * as xpccThree from "./samples/xpcc-three.mjs";

const SAMPLES = fileURLToPath(new URL("../samples/", import.meta.url));

/** A folder's contents by file name, or a workbook. */
const MADE = {
  "shenzhen-2010/compliant": shenzhenCompliant.files,
  "shenzhen-2010/non-compliant": shenzhenNonCompliant.files,
  "shenzhen-2010/three-agencies.xlsx": shenzhenThree.file,
  "xpcc-2017/compliant": xpccCompliant.files,
  "xpcc-2017/non-compliant": xpccNonCompliant.files,
  "xpcc-2017/three-agencies.xlsx": xpccThree.file,
};

for (const [name, make] of Object.entries(MADE)) {
  const target = path.join(SAMPLES, name);
  const made = await make();
  await rm(target, { recursive: true, force: true });
  const files = Buffer.isBuffer(made) ? [[target, made]] : Object.entries(made).map(([file, bytes]) => [path.join(target, file), bytes]);
  for (const [file, bytes] of files) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  console.log(`samples/${name}${files.length > 1 ? `: ${files.length} files` : ""}`);
}
