import { MOST_COLUMNS } from "../raw.ts";
import type { Machine } from "./machine.ts";

export const QUOTE = 0x22;
export const LF = 0x0a;
export const CR = 0x0d;

/** So many bytes of a block behind its text belong to the scanner, which marks the end there and reads words across it. */
export const SPARE = 16;

const MOST_RECORDS = 8_192;
/** Records × cells of the widest: more a batch does not hold. */
const MOST_CELLS = 1 << 20;

/** Why a scan ends: the batch is full; the text ends within a record; the file ends; a record has too many columns or bytes. */
export type Stop = "full" | "more" | "end" | "too-wide" | "too-long";
/** By the numbers that they have in machine/scan.as. */
const STOPS = ["full", "more", "end", "too-wide", "too-long"] as const satisfies readonly Stop[];

/** How the cells of a file are told apart, and how long a record may be. */
export interface Dialect {
  /** Its bytes, at most four: neither a quote nor a line break. */
  separator: Uint8Array;
  /** In bytes, the line break not counted. */
  longestRecord: number;
}

/** A part of a file, in a machine's memory: its text is what lies between `from` and `to`, and at least SPARE bytes follow. */
export interface Block {
  from: number;
  to: number;
  /** Nothing follows in the file. */
  last: boolean;
}

/** Where the records and cells of a batch lie in a block. Its arrays are good until the machine makes room. */
export interface Marks {
  /** How many records. */
  count: number;
  /** By record: where it begins. */
  starts: Int32Array;
  /** By record: its first cell in `ends`; one more than there are records. */
  firsts: Int32Array;
  /** By cell: where it ends. The next one of its record begins behind the separator. */
  ends: Int32Array;
  /** By record: 1 where there may be a line break between quotes, 0 where there is none. */
  breaks: Uint8Array;
  /** The cells of the widest record. */
  widest: number;
  /** Where the first record begins that is not in the batch. */
  next: number;
  /** Some cell is quoted. */
  quoted: boolean;
}

/** Places of the numbers in what machine/scan.as has as Marks. */
const [STARTS, FIRSTS, ENDS, BREAKS, RECORDS_HELD, CELLS_HELD, COUNT, WIDEST, NEXT, QUOTED] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export class Scanner {
  /** Where the machine has the marks of the last scan. */
  readonly marks: number;
  readonly #machine: Machine;
  readonly #separator: number;
  readonly #size: number;
  readonly #longest: number;
  #records = 0;
  #cells = 0;

  constructor(machine: Machine, { separator, longestRecord }: Dialect) {
    this.#machine = machine;
    this.marks = machine.room(4 * (QUOTED + 1));
    this.#separator = separator.reduceRight((word, byte) => word * 0x100 + byte, 0);
    this.#size = separator.length;
    this.#longest = longestRecord;
  }

  /**
   * Finds the records of a block, and their cells: RFC 4180, with what real files add. CRLF, LF and CR end a record, each where it
   * stands; a blank line is a record of one blank cell. A quote begins a quoted cell only where the cell begins; what follows its
   * closing quote belongs to the cell too; where nothing closes it, it ends with the file. A record that may go on behind the text is
   * left for another scan, unless the file ends there.
   *
   * What a cell holds is looked at later, and only in columns that are wanted (dictionary.ts).
   */
  scan({ from, to, last }: Block): Stop {
    this.#makeRoom(to - from);
    return STOPS[this.#machine.loops.scan(this.marks, from, to, last ? 1 : 0, this.#separator, this.#size, this.#longest, MOST_COLUMNS)] as Stop;
  }

  /** What the last scan found. */
  found(): Marks {
    const { bytes, ints } = this.#machine;
    const at = this.marks >> 2;
    const of = (place: number): number => ints[at + place] as number;
    const count = of(COUNT);
    const array = (place: number, length: number): Int32Array => ints.subarray(of(place) >> 2, (of(place) >> 2) + length);
    const firsts = array(FIRSTS, count + 1);
    return {
      count, firsts, starts: array(STARTS, count), ends: array(ENDS, firsts[count] as number), breaks: bytes.subarray(of(BREAKS), of(BREAKS) + count),
      widest: of(WIDEST), next: of(NEXT), quoted: of(QUOTED) === 1,
    };
  }

  /** For the marks of all records and cells that so many bytes can hold. */
  #makeRoom(bytes: number): void {
    const machine = this.#machine;
    const records = Math.min(MOST_RECORDS, bytes + 1);
    const cells = Math.min(MOST_CELLS + MOST_COLUMNS, bytes + 1);
    const at = this.marks >> 2;
    const renew = (place: number, had: number, wanted: number): void => {
      if (had > 0) machine.giveRoom(machine.ints[at + place] as number, had);
      const room = machine.room(wanted);
      machine.ints[at + place] = room;
    };
    if (this.#records < records) {
      renew(STARTS, 4 * this.#records, 4 * records);
      renew(FIRSTS, this.#records === 0 ? 0 : 4 * (this.#records + 1), 4 * (records + 1));
      renew(BREAKS, this.#records, records);
      this.#records = machine.ints[at + RECORDS_HELD] = records;
    }
    if (this.#cells < cells) {
      renew(ENDS, 4 * this.#cells, 4 * cells);
      this.#cells = cells;
    }
    machine.ints[at + CELLS_HELD] = MOST_CELLS;
  }
}
