import { shortHash } from "../model/hash.ts";
import type { Severity } from "../model/issue.ts";
import type { DataIssue, Report, Result } from "../model/report.ts";
import type { Status } from "../model/status.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { labelled, LINE_LABELS, linesOf } from "./result-lines.ts";
import { subjectKey } from "./result-facts.ts";
import { waiverSentence, type Place } from "./sentences.ts";
import { plain } from "./width.ts";
import { clauseWords } from "./words.ts";

/** The standard's words for a status: only what fails has a level; what the data leaves open is open, never passed. */
const KINDS: Record<Status, "pass" | "fail" | "open" | "notApplicable"> = { "pass": "pass", "fail": "fail", "waived": "fail", "pending": "open", "not-assessed": "open", "not-applicable": "notApplicable" };
const LEVELS: Record<Severity, "error" | "warning" | "note"> = { error: "error", warning: "warning", notice: "note" };

/** What the standard would fill in or link in a message; data that looks so is no such thing. */
const PLACEHOLDER = /\{(\d+)\}/g;
const LINK = /\[(?=[^\]]*\]\()/g;

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** The report as a SARIF 2.1.0 log of one run: policies' rules, a result for each, data issues as notifications. A result at a time. */
export function* sarif(report: Report, language: Language): Generator<string> {
  const say = (words: Bilingual): string => plain(words[language]).replace(PLACEHOLDER, "{{$1}}").replace(LINK, "\\[");
  const rules = report.audit.policies.flatMap((policy) => policy.rules.map((rule) => ({ policy, rule })));
  const places = new Map(rules.map(({ rule }, i) => [rule.id, i]));
  const artifacts = new Map(report.inputs.map(({ path }, i) => [path, i]));
  const run = {
    tool: {
      driver: {
        name: report.tool.name, version: report.tool.version, language: language === "zh" ? "zh-CN" : "en",
        rules: rules.map(({ policy, rule }) => ({
          id: rule.id,
          shortDescription: { text: say(rule.title) }, fullDescription: { text: say(rule.asks) },
          help: { text: `${say(policy.title)} ${say(clauseWords(rule.clause))}\n${say(rule.asks)}\n${policy.id} ${policy.version}; hege explain ${rule.id}` },
          defaultConfiguration: { level: LEVELS[rule.severity] },
          properties: { policy: policy.id, clause: rule.clause, kind: rule.kind, params: rule.params },
        })),
      },
    },
    columnKind: "unicodeCodePoints",
    invocations: [{
      executionSuccessful: true, ...(report.generatedAt === undefined ? {} : { endTimeUtc: new Date(report.generatedAt).toISOString() }),
      toolExecutionNotifications: report.dataIssues.map((issue) => notification(issue, artifacts, say)),
    }],
    artifacts: report.inputs.map(({ path, sha256, bytes, encoding }) => ({ location: { uri: uriOf(path) }, length: bytes, hashes: { "sha-256": sha256 }, ...(encoding === null ? {} : { encoding }) })),
    properties: {
      asOf: report.audit.asOf, period: report.audit.period, partial: report.audit.partial, policies: report.audit.policies.map(({ id, version, sha256 }) => ({ id, version, sha256 })),
      verdicts: Object.fromEntries(report.agencies.map(({ name, verdict }) => [name, verdict])), summary: report.summary,
    },
  };
  const head = JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [{ ...run, results: [] }] });
  // The results are the last of what the run holds: they go between its last brackets.
  yield head.slice(0, -"]}]}".length);
  let separator = "";
  for (const { results } of report.agencies) {
    for (const result of results) {
      yield `${separator}\n${JSON.stringify(resultOf(result, places, artifacts, say))}`;
      separator = ",";
    }
  }
  yield `${separator === "" ? "" : "\n"}]}]}\n`;
}

function resultOf(result: Result, rules: ReadonlyMap<string, number>, artifacts: ReadonlyMap<string, number>, say: (words: Bilingual) => string): object {
  const { rule, policy, clause, status, severity, subject, waiver, decision, unknown, interpretation, observed, expected } = result;
  const kind = KINDS[status];
  const index = rules.get(rule);
  const cells = status === "not-assessed" ? (unknown?.needs ?? []).flatMap(({ location }) => (location === undefined ? [] : [location])) : result.evidence;
  const more = linesOf(result).filter(({ label }) => label !== LINE_LABELS.places).map(({ label, text }) => say({ zh: labelled(label.zh, text.zh, "zh"), en: labelled(label.en, text.en, "en") }));
  return {
    ruleId: rule, ...(index === undefined ? {} : { ruleIndex: index }), kind, level: kind === "fail" ? LEVELS[severity] : "none",
    message: { text: [`${say(clauseWords(clause))} ${say(result.message)}`, ...more].join("\n") },
    ...(cells.length === 0 ? {} : { locations: cells.map((cell) => locationOf(cell, artifacts)) }),
    partialFingerprints: { "hege/v1": shortHash(JSON.stringify([policy, rule, subject.agency, subjectKey(result)])) },
    ...(waiver === null ? {} : { suppressions: [{ kind: "external", status: "accepted", justification: say(waiverSentence(waiver)), location: locationOf(waiver.location, artifacts) }] }),
    properties: { status, severity, policy, clause, subject, observed, expected, interpretation, ...(unknown === null ? {} : { unknown }), ...(decision === null ? {} : { decision }) },
  };
}

function notification({ code, severity, message, location, agency }: DataIssue, artifacts: ReadonlyMap<string, number>, say: (words: Bilingual) => string): object {
  return {
    descriptor: { id: code }, level: LEVELS[severity], message: { text: say(message) },
    ...(location === null ? {} : { locations: [locationOf(location, artifacts)] }), ...(agency === null ? {} : { properties: { agency } }),
  };
}

/** A cell: its row is a line, its letter a column; the sheet stands as a place of its own beside it. */
function locationOf({ path, sheet, row, column, value }: Place & { value?: string | null }, artifacts: ReadonlyMap<string, number>): object {
  const index = artifacts.get(path);
  const cell = row === null || row < 1 ? null : `${column ?? ""}${row}`;
  const region = row === null || row < 1 ? null : { startLine: row, ...(column === null ? {} : { startColumn: columnNumber(column) }), ...(value === null || value === undefined ? {} : { snippet: { text: value } }) };
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(path), ...(index === undefined ? {} : { index }) }, ...(region === null ? {} : { region }) },
    ...(sheet === null ? {} : { logicalLocations: [{ name: sheet, fullyQualifiedName: [path, sheet, ...(cell === null ? [] : [cell])].join(" › "), kind: "sheet" }] }),
  };
}

/** A path of the report as a relative reference: each part encoded, so that no name of a file can be taken for a scheme or a query. */
const uriOf = (path: string): string => path.split("/").map((part) => encodeURIComponent(part.replaceAll(/\p{Cs}/gu, "\ufffd"))).join("/");

/** A is 1, AA is 27. */
const columnNumber = (letters: string): number => [...letters].reduce((number, letter) => number * 26 + (letter.codePointAt(0) ?? 64) - 64, 0);
