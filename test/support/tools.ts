import { existsSync } from "node:fs";

/**
 * Programs of the system that some tests need. Where one is missing its tests are skipped, and say so; under CI a skipped test counts
 * as a failed one (scripts/test.mjs), so `.ci/run` installs them.
 */
const PLACES = {
  chromium: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
  libreoffice: ["/usr/bin/soffice", "/usr/bin/libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"],
  parallel: ["/usr/bin/parallel"],
} as const;

export type Tool = keyof typeof PLACES;

/** Where a program lies on this machine (HEGE_CHROMIUM, HEGE_LIBREOFFICE name another place); null where it is not installed. */
export function toolPath(tool: Tool): string | null {
  const places = [process.env[`HEGE_${tool.toUpperCase()}`], ...PLACES[tool]];
  return places.find((place) => place !== undefined && place !== "" && existsSync(place)) ?? null;
}

/** Whether the tests that need a program must be skipped: `describe.skipIf(isMissing("chromium"))`. */
export const isMissing = (tool: Tool): boolean => toolPath(tool) === null;

/** Whoever may read and write everything, whatever a file says. */
export const isRoot = process.getuid?.() === 0;
