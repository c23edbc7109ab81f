import { FORMATS, type Format } from "../model/format.ts";
import type { Inspection } from "../model/inspection.ts";
import type { Report } from "../model/report.ts";
import type { TerminalOptions } from "./page.ts";

/** A report as it is written: pieces of text, or of bytes. */
export type Chunks = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

export { FORMATS, type Format };

/** Endings of output files and the formats they name; of two that fit the longer holds. */
export const ENDINGS: Readonly<Record<string, Format>> = {
  ".json": "json",
  ".txt": "terminal",
  ".html": "html",
  ".xlsx": "xlsx",
  ".csv": "csv",
  ".md": "markdown",
  ".junit.xml": "junit",
  ".xml": "junit",
  ".sarif": "sarif",
  ".sarif.json": "sarif",
};

/** Formats that are no text, and so are not for a terminal. */
export const BINARY_FORMATS: readonly Format[] = ["xlsx"];

/** The formats of a report, each a stream of chunks; loaded when asked for. */
const RENDERERS = {
  terminal: async (report, options) => (await import("./terminal.ts")).terminal(report, options),
  json: async (report) => (await import("./json.ts")).json(report),
  html: async (report, options) => (await import("./html/index.ts")).htmlReport(report, options),
  xlsx: async (report, options) => (await import("./xlsx/index.ts")).xlsxReport(report, options),
  csv: async (report, { language }) => (await import("./csv.ts")).csv(report, language),
  markdown: async (report, { language }) => (await import("./markdown.ts")).markdown(report, language),
  junit: async (report, { language }) => (await import("./junit.ts")).junit(report, language),
  sarif: async (report, { language }) => (await import("./sarif.ts")).sarif(report, language),
} satisfies Record<Format, (report: Report, options: TerminalOptions) => Promise<Chunks>>;

export const render = (format: Format, report: Report, options: TerminalOptions): Promise<Chunks> => RENDERERS[format](report, options);

/** The formats in which a command shows what is no report: how files were understood, what a policy says. */
export const DATA_FORMATS = ["terminal", "json"] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];
export const DATA_ENDINGS: Readonly<Record<string, DataFormat>> = { ".json": "json", ".txt": "terminal" };

const INSPECT_RENDERERS = {
  terminal: async (inspection, options) => (await import("./inspect/terminal.ts")).inspectTerminal(inspection, options),
  json: async (inspection) => (await import("./inspect/json.ts")).inspectJson(inspection),
} satisfies Record<DataFormat, (inspection: Inspection, options: TerminalOptions) => Promise<Iterable<string>>>;

/** How files were understood, in one of those formats. */
export const renderInspection = (format: DataFormat, inspection: Inspection, options: TerminalOptions): Promise<Iterable<string>> => INSPECT_RENDERERS[format](inspection, options);
