import type { Result } from "../../../model/report.ts";
import type { Meta, Piece } from "../data.ts";
import { fieldOfPacked, unpack, withName } from "../pack.ts";

/** The results of the page: read piece by piece when they are first asked for, none of them built before it is shown. */
export interface Results {
  meta: Meta;
  /** Every piece read, in small steps, so that the page answers meanwhile. */
  all(): Promise<readonly Entry[]>;
  /** The result at a place among all. */
  at(place: number): Result | null;
}

/** What filters and order go by. */
export interface Entry { place: number; agency: number; status: string; severity: string; rule: string; name: string; number: string; piece: Piece; root: number }

const read = (element: Element): unknown => JSON.parse(element.textContent ?? "null");

export function load(): Results {
  const blocks = [...document.querySelectorAll("script.piece")];
  const first = document.querySelector("script.meta");
  const meta = (first === null ? { rules: [], agencies: [] } : read(first)) as Meta;
  const pieces: Piece[] = [];
  const entries: Entry[] = [];
  const next = (): boolean => {
    const block = blocks[pieces.length];
    if (block === undefined) return false;
    const piece = read(block) as Piece;
    pieces.push(piece);
    for (const root of piece.roots) entries.push(entryOf(piece, root, entries.length));
    return true;
  };
  let whole: Promise<readonly Entry[]> | undefined;
  return {
    meta,
    all: () => (whole ??= inSteps(next).then(() => entries)),
    at: (place) => {
      while (entries.length <= place && next());
      const entry = entries[place];
      return entry === undefined ? null : resultOf(entry);
    },
  };
}

/** Some pieces at a time, and the page answers in between. */
const AT_ONCE = 10;

async function inSteps(step: () => boolean): Promise<void> {
  for (let n = 1; step(); n += 1) if (n % AT_ONCE === 0) await new Promise((resolve) => { setTimeout(resolve); });
}

function entryOf(piece: Piece, root: number, place: number): Entry {
  const text = (of: number, field: string): string => { const at = fieldOfPacked(piece, of, field); const value = at === undefined ? "" : piece.values[at]; return typeof value === "string" ? value : ""; };
  const subject = fieldOfPacked(piece, root, "subject") ?? -1;
  return { place, piece, root, agency: piece.agency, status: text(root, "status"), severity: text(root, "severity"), rule: text(root, "rule"), name: text(subject, "name"), number: text(subject, "employeeNo") };
}

export const resultOf = ({ piece, root }: Entry): Result => withName(unpack(piece, root) as Result);

/** The message of a result in both languages, in lower case, without building the rest of it. */
export function messageOf({ piece, root, name }: Entry): string {
  const message = unpack(piece, fieldOfPacked(piece, root, "message") ?? -1) as { zh: string; en: string } | undefined;
  return message === undefined ? "" : `${message.zh}\n${message.en}`.replaceAll("\u0001", () => name);
}
