import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "..", "..");

export interface Ran { code: number | null; out: string; err: string }

/** Runs a command there; of npm's own settings only those that keep it quiet and off the network. */
export function run(cwd: string, command: string, ...args: string[]): Ran {
  const settings = { npm_config_audit: "false", npm_config_fund: "false", npm_config_update_notifier: "false", npm_config_offline: "true" };
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:npm_|HEGE_|NODE_OPTIONS|NODE_ENV|VITEST)/i.test(name));
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd, encoding: "utf8", env: { ...Object.fromEntries(inherited), ...settings }, timeout: 60_000,
    // npm is a script of the shell on Windows
    shell: process.platform === "win32" && command !== process.execPath,
  });
  return { code: status, out: stdout, err: error === undefined ? stderr : `${stderr}${error.message}` };
}

export function succeeded(ran: Ran): string {
  if (ran.code !== 0) throw new Error(`exit code ${ran.code}\n${ran.out}\n${ran.err}`);
  return ran.out;
}

export const hasNpm = (): boolean => run(tmpdir(), "npm", "--version").code === 0;

/** A project of somebody's own: an empty folder into which the packed package was installed, with a submission in 报送材料. */
export function installed(): { folder: string; tarball: number; remove: () => void } {
  const base = mkdtempSync(path.join(tmpdir(), "hege-package-"));
  const remove = (): void => { rmSync(base, { recursive: true, force: true }); };
  try {
    succeeded(run(ROOT, process.execPath, path.join("scripts", "build.mjs"), "--if-stale"));
    const [packed] = JSON.parse(succeeded(run(ROOT, "npm", "pack", "--ignore-scripts", "--json", "--pack-destination", base))) as [{ filename: string; size: number }];
    const folder = path.join(base, "project");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "package.json"), '{ "name": "somebody", "private": true, "type": "module" }');
    succeeded(run(folder, "npm", "install", "--ignore-scripts", path.join(base, packed.filename)));
    cpSync(path.join(ROOT, "samples", "shenzhen-2010", "compliant"), path.join(folder, "报送材料"), { recursive: true });
    cpSync(path.join(ROOT, "samples", "shenzhen-2010", "three-agencies.xlsx"), path.join(folder, "three-agencies.xlsx"));
    return { folder, tarball: packed.size, remove };
  } catch (problem) {
    remove();
    throw problem;
  }
}

/** Runs a module of that project. */
export function runModule(folder: string, name: string, code: string): Ran {
  writeFileSync(path.join(folder, name), code);
  return run(folder, process.execPath, name);
}

/** Compiles a file of that project, with every check on and without the types of Node; what the compiler has against it. */
export function compile(folder: string, files: Readonly<Record<string, string>>): string {
  const names = Object.entries(files).map(([name, code]) => {
    writeFileSync(path.join(folder, name), code);
    return name;
  });
  writeFileSync(path.join(folder, "console.d.ts"), "declare const console: { log(...things: readonly unknown[]): void };");
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({
    compilerOptions: {
      strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false, noEmit: true, target: "es2022", lib: ["es2022"], types: [], module: "nodenext",
    },
    files: [...names, "console.d.ts"],
  }));
  return run(folder, process.execPath, path.join(ROOT, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.json").out;
}

/** The examples that the public API gives of itself. */
export function examples(): string[] {
  const [head = ""] = /^\/\*\*[^]*?\*\//.exec(readFileSync(path.join(ROOT, "src", "index.ts"), "utf8")) ?? [];
  const lines = head.split("\n").map((line) => line.replace(/^ \*(?:\/| ?)/, ""));
  return lines.map((line) => (line.startsWith("    ") || line === "" ? line.slice(4) : "\0")).join("\n").split("\0").map((block) => block.trim()).filter((block) => block !== "");
}
