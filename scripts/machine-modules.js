// `import code, { inJavaScript } from "./machine/index.as"` gives the bytes of a WebAssembly module: loops that run for every byte of a
// file, written in AssemblyScript (the syntax of TypeScript, numbers as the processor has them) and compiled when the program is built;
// and the same module as a function in JavaScript, for where WebAssembly cannot be had. The same for the bundle (esbuild) and the tests
// (vite).
import { readFile } from "node:fs/promises";
import path from "node:path";

const MACHINE = /\.as$/;

/** Nothing of the language's own library is in it: it has no memory to give out, and nothing to throw. */
const OPTIONS = ["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge", "--noAssert", "--runtime", "stub", "--initialMemory", "1", "--memoryBase", "64"];

const compiled = new Map();

/** Once for the bundles of one build. */
function compiledOnce(file) {
  if (!compiled.has(file)) compiled.set(file, compile(file));
  return compiled.get(file);
}

/** A module that gives the bytes; or what is wrong with the source. The compiler knows files by another ending. */
async function compile(file) {
  const asc = (await import("assemblyscript/asc")).default;
  const folder = path.dirname(file);
  const made = [];
  let bytes = null;
  const { error, stderr } = await asc.main([path.basename(file).replace(MACHINE, ".ts"), "--outFile", "machine.wasm", ...OPTIONS], {
    async readFile(name) {
      const source = path.resolve(folder, name.replace(/\.ts$/, ".as"));
      try {
        const text = await readFile(source, "utf8");
        made.push(source);
        return text;
      } catch {
        return null;
      }
    },
    writeFile(name, contents) { if (name === "machine.wasm") bytes = contents; },
    listFiles: () => [],
  });
  if (bytes === null) return { problem: stderr.toString() || String(error), made };
  const base64 = JSON.stringify(Buffer.from(bytes).toString("base64"));
  return { code: `export default Uint8Array.from(atob(${base64}), (letter) => letter.charCodeAt(0));\n${await inJavaScript(bytes)}`, made };
}

/** The module by binaryen's hand, which makes one instance of it when it is loaded: here, one whenever the function is called. */
async function inJavaScript(bytes) {
  const { default: binaryen } = await import("assemblyscript/binaryen");
  const module = binaryen.readBinary(bytes);
  module.setFeatures(binaryen.Features.All);
  const text = module.emitAsmjs().replace(/^import \* as caller from 'caller';$/m, "");
  const end = text.indexOf("var retasmFunc");
  if (end < 0 || /^import /m.test(text)) throw new Error("binaryen writes modules otherwise now: scripts/machine-modules.js");
  return `export function inJavaScript(caller) {\n${text.slice(0, end)}\nreturn asmFunc({ caller });\n}`;
}

export function machineForEsbuild(build) {
  build.onLoad({ filter: MACHINE }, async ({ path: file }) => {
    const { code, problem, made } = await compiledOnce(file);
    return code === undefined ? { errors: [{ text: problem }] } : { contents: code, loader: "js", watchFiles: made };
  });
}

export const machineForVite = () => ({
  name: "machine-modules",
  enforce: "pre",
  async load(id) {
    if (!MACHINE.test(id)) return null;
    const { code, problem, made } = await compile(id);
    if (code === undefined) throw new Error(problem);
    for (const file of made) this.addWatchFile(file);
    return { code, moduleType: "js", map: null };
  },
});
