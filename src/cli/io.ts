import type { Worker } from "node:worker_threads";

/** What the command line has of the world: arguments, streams, clock, environment. Tests give their own. */
export interface Io {
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** The moment the program began. */
  now: Date;
  out: Stream;
  err: Stream;
  version: string;
  /** So many bytes that nobody can guess. */
  random: (bytes: number) => Uint8Array;
  /** Asks the person at the terminal; absent where there is none. */
  ask?: (question: string) => Promise<string>;
  /** All that is on standard input. */
  input?: () => Promise<string>;
  /** The program itself, to be run in threads; absent where it has no file of its own. */
  program?: URL;
  /** A thread for large logs that was started with the program. */
  scanner?: Worker;
}

export interface Stream {
  write(chunk: string | Uint8Array): void;
  isTTY: boolean;
  columns: number | undefined;
}
