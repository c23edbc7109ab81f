import { describe, expect, test } from "vitest";
import { maskAll } from "../../src/model/mask.ts";
import { maskReport } from "../../src/model/mask-report.ts";
import type { Report } from "../../src/model/report.ts";
import { fixedReport } from "../support/rendered.ts";

/** Masks of a whole report: wherever a number stands in it, it is found. */

const NUMBER = "440305198001011234";
/** Hashes of ours, and one of two words; everything else may be what somebody wrote. */
const OURS = new Set(["key", "supervisor", "assistant", "type"]);

type Place = readonly (string | number)[];

function textsIn(value: unknown, place: Place = []): Place[] {
  if (typeof value === "string") return [place];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (OURS.has(name) ? [] : textsIn(part, [...place, Array.isArray(value) ? Number(name) : name])));
}

function withNumber(report: Report, place: Place): Report {
  const changed = structuredClone(report);
  const holder = place.slice(0, -1).reduce<unknown>((value, name) => (value as Record<string | number, unknown>)[name], changed);
  (holder as Record<string | number, string>)[place.at(-1) as string | number] = NUMBER;
  return changed;
}

/** One place of each kind: `agencies.0.results.7.message.zh` stands for that of every result of its rule and status. */
function placesOf(report: Report): Place[] {
  const kinds = new Map<string, Place>();
  for (const place of textsIn(report)) {
    const [, , list, nth] = place;
    const result = list === "results" ? report.agencies[place[1] as number]?.results[nth as number] : undefined;
    const kind = `${place.map((name) => (typeof name === "number" ? "" : name)).join(".")} ${result?.rule ?? ""} ${result?.status ?? ""}`;
    if (!kinds.has(kind)) kinds.set(kind, place);
  }
  return [...kinds.values()];
}

describe("a report", () => {
  const report = fixedReport();
  const places = placesOf(report);
  test("has its texts in many places", () => { expect(places.length).toBeGreaterThan(100); });
  test("is masked wherever a number stands in it", () => {
    for (const place of places) {
      const masked = maskReport(withNumber(report, place));
      expect(masked, place.join(".")).toEqual(maskAll(withNumber(report, place)));
      expect(JSON.stringify(masked), place.join(".")).not.toContain(NUMBER);
    }
  });
  test("without a number stays as it is, key by key", () => { expect(JSON.stringify(maskReport(report))).toBe(JSON.stringify(report)); });
});
