import { readdir } from "node:fs/promises";
import path from "node:path";
import type { JudgedSubmission } from "../engine/audit.ts";
import type { Claim } from "../engine/claims.ts";
import type { Submission } from "../model/submission.ts";
import { byCodePoint, type Bilingual } from "../model/text.ts";
import type { Order } from "./one.ts";
import { markBy } from "./seal.ts";
import type { Submitted } from "./submissions.ts";

/** A submission as it was judged, of which nothing names anybody any more; all that a batch keeps of it is made of this. */
export async function redacted({ report, part, claims, submission }: JudgedSubmission & { submission: Submission; claims: readonly Claim[] }, order: Order): Promise<JudgedSubmission & { claims: readonly Claim[] }> {
  const [{ redactionOf, redactWith }, { redactPart }, { textsOfSubmission }] = await Promise.all([import("../redact/report.ts"), import("../redact/part.ts"), import("../redact/known.ts")]);
  const mark = markBy(Buffer.from(order.key, "hex"));
  const one = redactionOf(report, { mark, known: textsOfSubmission(submission) });
  const told = await forManyTold(order);
  return {
    report: redactWith(report, one), part: redactPart(part, one),
    // Of tables given to all: by names that are the same in every submission.
    claims: claims.map((claim) => ({ ...claim, path: told(claim.path), sheet: claim.sheet === null || one.redaction.isPlain(claim.sheet) ? claim.sheet : mark(claim.sheet) })),
  };
}

/** What a table given to all (`--with`) is told by: its name where that is made of plain words, else which of them it is. */
async function forManyTold({ forMany, asked: { language } }: Order): Promise<(file: string) => string> {
  const [{ isPlain }, { toldFile }] = await Promise.all([import("../redact/vocabulary.ts"), import("../redact/places.ts")]);
  return (file) => {
    const nth = forMany.findIndex((given) => file === given || file.startsWith(`${given}/`)) + 1;
    return toldFile(path.posix.basename(file), isPlain, `${language === "zh" ? "共用表" : "table for all "}${nth}`);
  };
}

/** Why it could not be audited, without the names of its folder and files. */
export async function redactedReasons(reasons: readonly Bilingual[], submitted: Submitted, order: Order): Promise<Bilingual[]> {
  const [{ redactReason }, { isPlain }, { toldFile }] = await Promise.all([import("../redact/reason.ts"), import("../redact/vocabulary.ts"), import("../redact/places.ts")]);
  const names = (await readdir(path.resolve(order.asked.cwd, submitted.path)).catch(() => [])).sort(byCodePoint);
  const word = order.asked.language === "zh" ? "文件" : "file";
  const told = await forManyTold(order);
  const paths = new Map([
    ...names.map((name, i) => [`${submitted.path}/${name}`, `${submitted.shown}/${toldFile(name, isPlain, `${word}${i + 1}`)}`] as const),
    [submitted.path, submitted.shown] as const, ...order.forMany.map((file) => [file, told(file)] as const),
  ]);
  return reasons.map((reason) => redactReason(reason, paths));
}
