import type { Inspection } from "../model/inspection.ts";
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

const INSPECT_RENDERERS = {
  terminal: async (inspection: Inspection, options: TerminalOptions) => (await import("./inspect/terminal.ts")).inspectTerminal(inspection, options),
  json: async (inspection: Inspection) => (await import("./inspect/json.ts")).inspectJson(inspection),
} satisfies Record<Format, (inspection: Inspection, options: TerminalOptions) => Promise<Iterable<string>>>;

/** How files were understood, in one of the formats of a report. */
export const renderInspection = (format: Format, inspection: Inspection, options: TerminalOptions): Promise<Iterable<string>> => INSPECT_RENDERERS[format](inspection, options);
