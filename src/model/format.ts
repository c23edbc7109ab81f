/** The formats of a report (cli.md), known here to the configuration too; src/report/index.ts maps each to what draws it. */
export const FORMATS = ["terminal", "json", "html", "xlsx", "csv", "markdown", "junit", "sarif"] as const;
export type Format = (typeof FORMATS)[number];
