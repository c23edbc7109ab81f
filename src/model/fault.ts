import type { Bilingual } from "./text.ts";

/** Where something was thrown, for whoever mends the program. */
export const stackOf = (error: unknown): string => (error instanceof Error ? error.stack ?? error.message : String(error));

/**
 * Why the audit cannot run: bad usage, unreadable input, an invalid policy or configuration. It ends the run with exit code 2
 * and its sentences; it is never a fault of the program.
 */
export class Refusal extends Error {
  readonly sentences: readonly Bilingual[];

  constructor(...sentences: Bilingual[]) {
    super(sentences.map((sentence) => sentence.en).join("\n"));
    this.name = "Refusal";
    this.sentences = sentences;
  }
}
