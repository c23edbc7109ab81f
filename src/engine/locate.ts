import { valueOf, type Read } from "../model/field.ts";
import { squeeze } from "../model/text.ts";
import type { NameIndex } from "./names.ts";
import { bears, namesIn } from "./names.ts";
import type { Agency } from "./people.ts";
import type { Names } from "../model/record.ts";

/** Which agency a row belongs to: known; one that the roster does not have; or none that can be told. */
export type Located = { is: "agency"; agency: Agency } | { is: "foreign"; name: string } | { is: "untold" };

export interface Locator {
  agencies: readonly Agency[];
  indexes: readonly NameIndex[];
  /** By its agency cell; else the only agency; else by a number or name that one agency alone has, cell after cell. */
  locate(agency: Read<string>, number: string | null, names: readonly Read<Names>[]): Located;
}

export function makeLocator(agencies: readonly Agency[], indexes: readonly NameIndex[]): Locator {
  const byKey = new Map(agencies.map((agency) => [agency.key, agency]));
  const only = agencies.length === 1 ? agencies[0] : undefined;
  const oneOf = (test: (index: NameIndex) => boolean): Agency | undefined => {
    const found = agencies.filter((_, i) => { const index = indexes[i]; return index !== undefined && test(index); });
    return found.length === 1 ? found[0] : undefined;
  };
  return {
    agencies, indexes,
    locate(agencyCell, number, names) {
      const told = valueOf(agencyCell);
      if (told !== null) {
        const agency = byKey.get(squeeze(told));
        return agency ? { is: "agency", agency } : { is: "foreign", name: told };
      }
      if (only) return { is: "agency", agency: only };
      const numbered = number === null ? undefined : oneOf((index) => Boolean(index.byNumber.get(number)));
      if (numbered) return { is: "agency", agency: numbered };
      for (const cell of names) {
        if (cell.is !== "known") continue;
        for (const name of cell.value.names) {
          const agency = oneOf((index) => namesIn(index, { ...cell, value: { whole: name, names: [name] } }).every((each) => bears(index, each)));
          if (agency) return { is: "agency", agency };
        }
      }
      return { is: "untold" };
    },
  };
}
