import * as z from "zod";
import { extensionSchema, policySchema } from "../model/policy.ts";
import { configSchema } from "./schema.ts";

/** The JSON Schemas of what users write, as they are published in schema/: an editor that knows them helps to write the files. */
export const inputSchemas = (): Readonly<Record<string, string>> => ({
  "policy.schema.json": published(z.union([policySchema, extensionSchema]), "hege policy", "A policy: its document, its rules and how each clause is dealt with; or, with extends, what it changes in another."),
  "config.schema.json": published(configSchema, "hege configuration", "hege.config.yaml: the options, headers and values of one's own, settings of rules, waivers."),
});

function published(schema: z.ZodType, title: string, description: string): string {
  return `${JSON.stringify({ ...z.toJSONSchema(schema, { target: "draft-2020-12", io: "input", unrepresentable: "any" }), title, description }, null, 2)}\n`;
}
