import type { Overview } from "../../model/overview.ts";
import type { Chunks, Format } from "../index.ts";
import type { TerminalOptions } from "../page.ts";

/** The formats of an overview beside JSON, which is always written: those in which people read it. */
const RENDERERS: Partial<Record<Format, (overview: Overview, options: TerminalOptions) => Promise<Chunks>>> = {
  terminal: async (overview, options) => (await import("./terminal.ts")).overviewTerminal(overview, options),
  html: async (overview, options) => (await import("./html.ts")).overviewHtml(overview, options),
  xlsx: async (overview, options) => (await import("./xlsx.ts")).overviewXlsx(overview, options),
  json: (overview) => Promise.resolve([`${JSON.stringify(overview, null, 2)}\n`]),
};

/** null: an overview is not made in that format. */
export const overviewIn = async (format: Format, overview: Overview, options: TerminalOptions): Promise<Chunks | null> => await RENDERERS[format]?.(overview, options) ?? null;
