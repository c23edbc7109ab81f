// Who may import whom, as a rule that ESLint checks (eslint.config.js). Data flows one way: files become records, records are
// tallied, rules judge the tallies by a policy, a report is drawn from the judgement; nobody calls back up.
import { isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const EVERYWHERE = "*";

/**
 * One line a room. `packages` and `node` say in which files of the room: EVERYWHERE, or a list of names; left out means nowhere.
 * `host` is where the clock and `process` may be read. A folder of src that is missing here is reported, so a new one gets a line.
 */
export const LAYERS = {
  "src/model": {
    imports: [],
    packages: { zod: EVERYWHERE },
    why: "the words of the domain know no reader, rule or format",
  },
  "src/read": {
    imports: ["src/model"],
    packages: {},
    node: ["files.ts", "identity.ts", "chunks.ts", "format.ts", "broken.ts", "encoding.ts", "xlsx/inflate.ts", "xlsx/utf8.ts"],
    why: "a reader turns bytes into records and knows no rule that will judge them",
  },
  "src/rules": {
    imports: ["src/model"],
    packages: { zod: EVERYWHERE },
    why: "a rule kind judges plain values, so it can be tested without a file, a policy or an engine",
  },
  "src/policies": {
    imports: ["src/model", "src/rules"],
    packages: { yaml: EVERYWHERE, zod: EVERYWHERE },
    node: ["load.ts"],
    why: "a policy is data about rule kinds and knows nothing of what it will be applied to",
  },
  "src/engine": {
    imports: ["src/model", "src/rules"],
    packages: {},
    why: "the engine judges records by rules, wherever the records came from and however the report is drawn",
  },
  "src/report": {
    imports: ["src/model"],
    packages: { chalk: EVERYWHERE, exceljs: ["xlsx/writer.ts", "xlsx/row-text.ts", "xlsx/looks.ts"] },
    node: ["xlsx/writer.ts"],
    why: "a format draws the finished report and decides nothing",
  },
  "src/redact": {
    imports: ["src/model"],
    packages: {},
    why: "a redacted report is a report like any other: made before it is drawn, whatever it is drawn as",
  },
  "src/template": {
    imports: ["src/model", "src/read", "src/rules", "src/report"],
    packages: { exceljs: ["workbook.ts", "note-box.ts"] },
    why: "a template is what readers and rules ask for, in words of the reports, and is made without an audit",
  },
  "src/config": {
    imports: ["src/model", "src/policies"],
    packages: { yaml: EVERYWHERE, zod: EVERYWHERE },
    node: EVERYWHERE,
    why: "the configuration says what to audit and takes no part in it",
  },
  "src/audit.ts": {
    imports: ["src/model", "src/read", "src/rules", "src/policies", "src/engine", "src/config"],
    packages: {},
    why: "the pipeline only joins the rooms together; drawing its report is the caller's choice",
  },
  "src/batch": {
    imports: ["src/model", "src/read", "src/engine", "src/report", "src/redact", "src/audit.ts"],
    packages: {},
    node: EVERYWHERE,
    why: "a batch asks for one audit after another and keeps what they found; threads, streams and the clock are its caller's",
  },
  "src/index.ts": {
    imports: ["src/model", "src/read", "src/rules", "src/policies", "src/engine", "src/config", "src/report", "src/audit.ts"],
    packages: {},
    why: "the public API hands out what the rooms hold and knows no command line",
  },
  "src/cli": {
    imports: ["src/model", "src/read", "src/rules", "src/policies", "src/engine", "src/config", "src/report", "src/redact", "src/template", "src/batch", "src/audit.ts", "src/index.ts"],
    packages: { commander: EVERYWHERE, chalk: EVERYWHERE },
    node: EVERYWHERE,
    host: true,
    why: "the command line reads arguments and prints; what it needs a package for belongs in a room below",
  },
  bin: {
    imports: ["src/cli"],
    packages: {},
    node: EVERYWHERE,
    host: true,
    why: "bin passes argv and streams in and the exit code out, nothing else",
  },
};

const WHY_NODE = "all but the readers, the policy loader, the configuration and the command line runs in a browser too";
const WHY_CLOCK = "the same inputs give the same report on any day; the time comes in as a value from src/cli";
const WHY_PROCESS = "arguments, environment, streams and the exit code belong to src/cli and bin";
const WHY_FILE = "one file knows each foreign thing, so that it can be exchanged";

const PROCESS_MODULES = new Set(["process", "node:process"]);
const CLOCK_MODULES = new Set(["perf_hooks", "node:perf_hooks"]);
const GLOBAL_OBJECTS = new Set(["globalThis", "global", "window", "self"]);
const NODE_GLOBALS = new Set(["Buffer", "require", "__dirname", "__filename", "setImmediate"]);

/** The room of a file: "src/model", "src/audit.ts", "bin"; what lies elsewhere is named by its first folder. */
function roomOf(file) {
  const [first, ...rest] = path.relative(ROOT, file).split(path.sep);
  return first === "src" && rest.length > 0 ? `src/${rest[0]}` : first;
}

const packageOf = (name) => name.split("/").slice(0, name.startsWith("@") ? 2 : 1).join("/");

const inWords = (things, last) => (things.length < 2 ? things.join("") : `${things.slice(0, -1).join(", ")} ${last} ${things.at(-1)}`);

function whatItMay(layer) {
  const things = [...layer.imports, ...Object.keys(layer.packages)];
  return things.length === 0 ? "nothing" : `nothing but ${inWords(things, "and")}`;
}

/** The text of a module's name where it can be known: a string, or a template without holes. */
function textOf(node) {
  if (node?.type === "TSLiteralType") return textOf(node.literal);
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
}

/** What is wrong with importing `name` into `file`, as a sentence with its reason; undefined where nothing is. */
function wrongImport(room, layer, file, name) {
  const allowed = (files) => files === EVERYWHERE || (files ?? []).includes(path.relative(path.join(ROOT, room), file));
  const may = `${room} may import ${whatItMay(layer)}: ${layer.why}`;

  if (name.startsWith(".") || path.isAbsolute(name)) {
    const target = roomOf(path.resolve(path.dirname(file), name));
    return target === room || layer.imports.includes(target) ? undefined : `${may} (found ${target})`;
  }
  if (isBuiltin(name)) {
    if (!layer.host && PROCESS_MODULES.has(name)) return `${room} may not touch process: ${WHY_PROCESS} (found ${name})`;
    if (!layer.host && CLOCK_MODULES.has(name)) return `${room} may not read the clock: ${WHY_CLOCK} (found ${name})`;
    if (allowed(layer.node)) return undefined;
    const where = Array.isArray(layer.node) ? `node: modules only in ${inWords(layer.node, "and")}` : "no node: modules";
    return `${room} may import ${where}: ${WHY_NODE} (found ${name})`;
  }
  const files = Object.hasOwn(layer.packages, packageOf(name)) ? layer.packages[packageOf(name)] : undefined;
  if (files === undefined) return `${may} (found ${name})`;
  return allowed(files) ? undefined : `${room} may import ${packageOf(name)} only in ${inWords(files, "and")}: ${WHY_FILE}`;
}

/** Whether an expression that stands for the global `Date` reads the clock: Date.now, Date(), new Date(), or Date under another name. */
function readsClock(date) {
  const { parent } = date;
  switch (parent.type) {
    case "MemberExpression":
      return parent.object === date && (parent.computed ? textOf(parent.property) : parent.property.name) === "now";
    case "NewExpression":
      return parent.callee === date && parent.arguments.length === 0;
    case "CallExpression":
      return parent.callee === date;
    case "VariableDeclarator":
      return parent.init === date;
    default:
      return false;
  }
}

/** What is wrong with using a global by that name there; undefined where nothing is. */
function wrongGlobal(room, layer, node, name) {
  if (!layer.host && name === "process") return `${room} may not touch process: ${WHY_PROCESS}`;
  if (!layer.host && (name === "performance" || (name === "Date" && readsClock(node)))) {
    return `${room} may not read the clock: ${WHY_CLOCK} (found ${name})`;
  }
  if (layer.node === undefined && NODE_GLOBALS.has(name)) return `${room} may not use ${name}: ${WHY_NODE}`;
  return undefined;
}

/** Every use of a name that the file itself does not define. */
function usesOfGlobals(globalScope) {
  const configured = globalScope.variables.filter((variable) => variable.defs.length === 0).flatMap((variable) => variable.references);
  return new Set([...globalScope.through, ...configured].map((reference) => reference.identifier));
}

const layers = {
  meta: {
    type: "problem",
    docs: { description: "who may import whom, and who may use node:, the clock and process" },
    schema: [],
    messages: { wrong: "{{sentence}}" },
  },
  create(context) {
    const file = context.filename;
    const room = roomOf(file);
    const layer = Object.hasOwn(LAYERS, room) ? LAYERS[room] : undefined;
    const report = (node, sentence) => sentence !== undefined && context.report({ node, messageId: "wrong", data: { sentence } });

    if (layer === undefined) {
      if (!room.startsWith("src/") || file.endsWith(".d.ts")) return {};
      return { Program: (node) => report(node, `${room} is not in the table of scripts/layers.js: say there what it may import, and why`) };
    }

    const check = (source) => {
      const name = textOf(source);
      report(source, name === undefined
        ? `${room} may not import a module whose name is computed: who imports whom must be readable here`
        : wrongImport(room, layer, file, name));
    };
    const checkIfAny = (node) => node.source && check(node.source);
    return {
      ImportDeclaration: checkIfAny,
      ExportNamedDeclaration: checkIfAny,
      ExportAllDeclaration: checkIfAny,
      ImportExpression: checkIfAny,
      TSImportType: (node) => check(node.source ?? node.argument),
      TSExternalModuleReference: (node) => check(node.expression),
      "Program:exit"() {
        for (const node of usesOfGlobals(context.sourceCode.scopeManager.globalScope)) {
          const member = GLOBAL_OBJECTS.has(node.name) && node.parent.type === "MemberExpression" && node.parent.object === node ? node.parent : undefined;
          const name = member === undefined ? node.name : member.computed ? textOf(member.property) : member.property.name;
          report(node, wrongGlobal(room, layer, member ?? node, name));
        }
      },
    };
  },
};

export default { meta: { name: "hege" }, rules: { layers } };
