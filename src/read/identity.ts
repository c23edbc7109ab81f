import { createHash } from "node:crypto";
import { concluded, encodingProbe, type Encoding, type Open, type TextEncoding } from "./encoding.ts";

/** A text file to be looked at by somebody else: in another thread. Plain data. */
export interface IdentifyOrder {
  /** As the system names it, and as reports do. */
  absolute: string;
  path: string;
  bytes: number;
  /** Its first bytes, as many as a byte order mark has. */
  head: Uint8Array;
  /** How it is written, whatever its bytes look like. */
  told?: Encoding;
}

/** What all bytes of a text file tell, some of which may still be reckoned; each fails with a Refusal where they could not be read. */
export interface TextIdentity {
  bytes: number;
  encoding(): Promise<TextEncoding>;
  sha256(): Promise<string>;
}

/** Reads a text file for its identity, twice where it is no UTF-8; `head` is its first few bytes. Throws what reading does. */
export async function identityOf(head: Uint8Array, told: Encoding | undefined, open: Open): Promise<TextIdentity> {
  const hash = createHash("sha256");
  const probe = told === undefined ? encodingProbe(head) : null;
  let bytes = 0;
  for await (const chunk of open()) {
    hash.update(chunk);
    probe?.push(chunk);
    bytes += chunk.length;
  }
  const [encoding, sha256] = [await concluded(probe?.end(), head, told, open), hash.digest("hex")];
  return { bytes, encoding: () => Promise.resolve(encoding), sha256: () => Promise.resolve(sha256) };
}

/** The SHA-256 of bytes, part after part. Throws what they do. */
export async function hashOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}
