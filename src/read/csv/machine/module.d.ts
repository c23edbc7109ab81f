// WebAssembly modules are compiled when the program is built (scripts/machine-modules.js).
declare module "*.as" {
  const code: Uint8Array;
  export default code;
  /** An instance of the same module, in JavaScript. */
  export function inJavaScript(caller: Record<string, (...numbers: number[]) => void>): unknown;
}

declare namespace WebAssembly {
  class Module {
    constructor(code: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, (...numbers: number[]) => void>>);
    readonly exports: Record<string, unknown>;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
}
