/** The hot loops of the CSV reader: what it does for every byte and every cell. Compiled by scripts/machine-modules.js; ../machine.ts loads it. */
export { fillSlots, numbered } from "./numbers";
export { scan } from "./scan";
export { endOfContent, setScratch, startOfContent, unquote } from "./unquote";
