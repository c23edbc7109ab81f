/**
 * The parser of YAML, loaded only when a file of the user's is read. It is named here once: bundled by itself it would arrive as a
 * CommonJS chunk, whose names a dynamic import does not see.
 */
export { LineCounter, parseDocument } from "yaml";
