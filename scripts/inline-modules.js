// `import css from "./page.css.inline"` gives a style sheet as text, minified; `import script from "./client/main.ts.inline"` a script
// of a page, bundled with what it imports: what the HTML report carries in itself. The same bytes in the bundle (esbuild) and the tests
// (vite), since the golden report holds them and the page names them by their hash.
import path from "node:path";

const INLINE = /\.inline$/;

/** For browsers as old as offices keep them. */
const TARGET = ["chrome87", "firefox78", "safari15"];

async function inlined(esbuild, file) {
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: [file], bundle: true, minify: true, write: false, metafile: true, charset: "utf8", legalComments: "none", target: TARGET, logLevel: "silent",
    ...(file.endsWith(".ts") ? { format: "iife", platform: "browser" } : {}),
  });
  // In a script a control character stands in a text or an expression, where its escape means the same; a page must not hold one.
  const text = outputFiles[0].text.trimEnd().replace(/[^\P{Cc}\n\t]/gu, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return { text, made: Object.keys(metafile.inputs).map((name) => path.resolve(name)) };
}

export function inlineForEsbuild(build) {
  build.onResolve({ filter: INLINE }, ({ path: name, resolveDir }) => ({ path: path.resolve(resolveDir, name.replace(INLINE, "")), namespace: "inline" }));
  build.onLoad({ filter: /./, namespace: "inline" }, async ({ path: file }) => {
    const { text, made } = await inlined(build.esbuild, file);
    return { contents: text, loader: "text", watchFiles: made };
  });
}

export const inlineForVite = () => ({
  name: "inline-modules",
  enforce: "pre",
  resolveId: (name, importer) => (INLINE.test(name) && importer !== undefined ? path.resolve(path.dirname(importer), name) : null),
  async load(id) {
    if (!INLINE.test(id)) return null;
    const { text, made } = await inlined(await import("esbuild"), id.replace(INLINE, ""));
    for (const file of made) this.addWatchFile(file);
    return { code: `export default ${JSON.stringify(text)};`, moduleType: "js", map: null };
  },
});
