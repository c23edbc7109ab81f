// `import machine from "./machine/index.as"` gives the bytes of a WebAssembly module: loops that run for every byte of a file, written
// in AssemblyScript (the syntax of TypeScript, numbers as the processor has them) and compiled when the program is built. The same
// for the bundle (esbuild) and the tests (vite).
import { readFile } from "node:fs/promises";
import path from "node:path";

const MACHINE = /\.as$/;

/** Nothing of the language's own library is in it: it has no memory to give out, and nothing to throw. */
const OPTIONS = ["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge", "--noAssert", "--runtime", "stub", "--initialMemory", "1", "--memoryBase", "64"];

const compiled = new Map();

/** The module of a file, compiled once; or what is wrong with it. The compiler knows files by another ending. */
function compile(file) {
  if (!compiled.has(file)) compiled.set(file, compileAnew(file));
  return compiled.get(file);
}

async function compileAnew(file) {
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
  return bytes === null ? { problem: stderr.toString() || String(error), made } : { bytes, made };
}

export function machineForEsbuild(build) {
  build.onLoad({ filter: MACHINE }, async ({ path: file }) => {
    const { bytes, problem, made } = await compile(file);
    return bytes === undefined ? { errors: [{ text: problem }] } : { contents: bytes, loader: "binary", watchFiles: made };
  });
}

export const machineForVite = () => ({
  name: "machine-modules",
  enforce: "pre",
  async load(id) {
    if (!MACHINE.test(id)) return null;
    const { bytes, problem, made } = await compile(id);
    if (bytes === undefined) throw new Error(problem);
    for (const file of made) this.addWatchFile(file);
    return { code: `export default Uint8Array.from(atob(${JSON.stringify(Buffer.from(bytes).toString("base64"))}), (letter) => letter.charCodeAt(0));`, moduleType: "js", map: null };
  },
});
