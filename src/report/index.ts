import type { Report } from "../model/report.ts";
import type { TerminalOptions } from "./page.ts";

/** The formats of a report, each a stream of chunks; loaded when asked for. */
export const FORMATS = ["terminal", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** Endings of output files and the formats they name. */
export const ENDINGS: Readonly<Record<string, Format>> = { ".json": "json", ".txt": "terminal" };

const RENDERERS = {
  terminal: async (report: Report, options: TerminalOptions) => (await import("./terminal.ts")).terminal(report, options),
  json: async (report: Report) => (await import("./json.ts")).json(report),
} satisfies Record<Format, (report: Report, options: TerminalOptions) => Promise<Iterable<string>>>;

export const render = (format: Format, report: Report, options: TerminalOptions): Promise<Iterable<string>> => RENDERERS[format](report, options);
