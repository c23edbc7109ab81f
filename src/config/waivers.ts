import { fromIso, oneDay, type When } from "../model/day.ts";
import { Refusal } from "../model/fault.ts";
import type { Field, Source } from "../model/field.ts";
import type { Names, Row } from "../model/record.ts";
import type { Config } from "./load.ts";

/** The waivers of the configuration as rows of a table of their own, so that they are judged – and shown – like any others. */
export function configuredWaivers(config: Config, id: number): { source: Source; rows: Row<"waivers">[] } | null {
  const { waivers } = config;
  if (waivers === undefined || waivers.length === 0) return null;
  const source: Source = { id, table: "waivers", path: config.file, sheet: null, headerRow: 0, columns: new Map() };
  const rows = waivers.map((waiver, i): Row<"waivers"> => {
    const at = (field: string): { source: Source; row: number; column: null; field: string } => ({ source, row: i + 1, column: null, field });
    const told = <T>(field: string, text: string | undefined, value: T): Field<T> => (text === undefined || text.trim() === "" ? { is: "blank", at: at(field) } : { is: "known", value, text, at: at(field) });
    const day = (field: string, text: string | undefined): Field<When> => {
      const when = text === undefined ? null : fromIso(text);
      if (text !== undefined && when === null) {
        throw new Refusal({ zh: `${config.file}：waivers 第 ${i + 1} 条的 ${field} 不是日期（${text}），应写成 2010-11-30。`, en: `${config.file}: ${field} of waiver ${i + 1} is no date (${text}); write it as 2010-11-30.` });
      }
      return told(field, text, oneDay(when ?? 0));
    };
    const person: Names = { whole: waiver.person ?? "", names: (waiver.person ?? "").split(/[、，,；;]/u).map((name) => name.trim()).filter((name) => name !== "") };
    return {
      source, row: i + 1,
      fields: {
        rule: told("rule", waiver.rule, waiver.rule), agency: told("agency", waiver.agency, waiver.agency ?? ""), person: told("person", waiver.person, person),
        limit: told("limit", waiver.limit === undefined ? undefined : String(waiver.limit), waiver.limit ?? 0), reason: told("reason", waiver.reason, waiver.reason),
        approvedBy: told("approvedBy", waiver.approvedBy, waiver.approvedBy), approvedOn: day("approvedOn", waiver.approvedOn), validUntil: day("validUntil", waiver.validUntil),
      },
    };
  });
  return { source, rows };
}
