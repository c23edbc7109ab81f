// `import policy from "./shenzhen-2010.yaml"` gives the parsed document: the built-in policies are compiled when the program is
// built (parsing YAML at start-up would cost more than a whole check). The same for the bundle (esbuild) and the tests (vite).
import { readFile } from "node:fs/promises";
import { LineCounter, parseDocument } from "yaml";

const YAML_FILE = /\.ya?ml$/;

/** The document as JSON, or what is wrong with it and where. */
async function compile(file) {
  const lineCounter = new LineCounter();
  const text = await readFile(file, "utf8");
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings].map((problem) => {
    const { line, col } = lineCounter.linePos(problem.pos[0]);
    return { text: problem.message, line, column: col - 1, lineText: text.split(/\r?\n/)[line - 1] };
  });
  return problems.length > 0 ? { problems } : { json: JSON.stringify(document.toJS()), problems };
}

export function yamlForEsbuild(build) {
  build.onLoad({ filter: YAML_FILE }, async ({ path: file }) => {
    const { json, problems } = await compile(file);
    if (json !== undefined) return { contents: json, loader: "json", watchFiles: [file] };
    return { errors: problems.map(({ text, ...place }) => ({ text, location: { file, ...place } })) };
  });
}

/** `import text from "./case.md"` gives the file's text; esbuild has a loader for it, vite is told. */
const MARKDOWN_FILE = /\.md$/;

export const yamlForVite = () => ({
  name: "yaml-modules",
  enforce: "pre",
  async load(id) {
    const file = id.split("?", 1)[0];
    if (MARKDOWN_FILE.test(file)) return { code: `export default ${JSON.stringify(await readFile(file, "utf8"))};`, moduleType: "js", map: null };
    if (!YAML_FILE.test(file)) return null;
    const { json, problems } = await compile(file);
    if (json === undefined) throw new Error(problems.map(({ text, line, column }) => `${file}:${line}:${column + 1}: ${text}`).join("\n"));
    return { code: `export default ${json};`, moduleType: "js", map: null };
  },
});
