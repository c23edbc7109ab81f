import { createHash, createHmac } from "node:crypto";
import { IDENTITY_KEYS, type CrossPart, type Passport } from "../model/cross.ts";
import { squeeze } from "../model/text.ts";
import { UNNAMED } from "../engine/people.ts";

export const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** A name for a key, which tells whether two hashes were made with the same one and nothing else of it. */
export const nameOfKey = (key: string): string => createHmac("sha256", key).update("hege").digest("hex").slice(0, 16);

/** So many characters of the hash tell people apart, as many as an unredacted key has. */
const MARK_LENGTH = 16;

/** What a person is marked by in redacted reports: a keyed hash (HMAC-SHA-256). */
export const markBy = (key: Uint8Array): ((text: string) => string) => (text) => createHmac("sha256", key).update(text, "utf8").digest("hex").slice(0, MARK_LENGTH);

/**
 * What is kept of a submission's people: their numbers hashed with the key; where it is redacted, also what tells agencies apart. An
 * agency that names itself nowhere is told from that of another submission.
 */
export function sealed(part: CrossPart, key: string, submission: string, redacted: boolean): CrossPart {
  const placeOf = (place: string): string => {
    const own = place === squeeze(UNNAMED) ? `${place} ${submission}` : place;
    return redacted ? createHmac("sha256", key).update(`place\0${own}`).digest("hex").slice(0, MARK_LENGTH) : own;
  };
  const hash = (number: string | null, field: string): string | null => (number === null ? null : createHmac("sha256", key).update(`${field}\0${number}`).digest("hex").slice(0, 32));
  const people = part.people.map((person): Passport => ({
    ...person, place: placeOf(person.place),
    numbers: { idNumber: hash(person.numbers.idNumber, "idNumber"), certificateNo: hash(person.numbers.certificateNo, "certificateNo"), registrationNo: hash(person.numbers.registrationNo, "registrationNo") },
  }));
  return { ...part, people };
}

/** The hashes of a submission's people as numbers of 52 bits: enough to find out which submissions to look at, in little memory. */
export const prints = ({ people }: CrossPart): number[] =>
  [...new Set(people.flatMap(({ numbers }) => IDENTITY_KEYS.flatMap((field) => { const print = printOf(numbers[field]); return print === null ? [] : [print]; })))];

export const printOf = (hash: string | null): number | null => (hash === null ? null : parseInt(hash.slice(0, 13), 16));
