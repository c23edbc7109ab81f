import { TABLES, type TableKind } from "../../model/table.ts";
import { agency } from "./agency.ts";
import { conversions } from "./conversions.ts";
import { decisions } from "./decisions.ts";
import type { FieldSpec, TableSpec } from "./define.ts";
import { documents } from "./documents.ts";
import { duties } from "./duties.ts";
import { payGuide } from "./pay-guide.ts";
import { registry } from "./registry.ts";
import { roster } from "./roster.ts";
import { services } from "./services.ts";
import { supervision } from "./supervision.ts";
import { targets } from "./targets.ts";
import { waivers } from "./waivers.ts";

/** The data dictionary; forgetting a table does not compile. */
export const DICTIONARY = {
  roster, services, supervision, duties, documents, targets,
  registry, waivers, conversions, "pay-guide": payGuide, agency, decisions,
} satisfies { [K in TableKind]: TableSpec<K> };

/** A table of the dictionary without the types of its fields: how code that serves every table sees it. */
export interface AnyTable {
  kind: TableKind;
  fields: Readonly<Record<string, FieldSpec<unknown>>>;
  must: readonly (readonly string[])[];
  nameField: string;
  names: readonly string[];
  dateOrder: readonly (readonly [string, string])[];
}

export const tableOf = (kind: TableKind): AnyTable => DICTIONARY[kind];

export const EVERY_TABLE: readonly AnyTable[] = TABLES.map(tableOf);
