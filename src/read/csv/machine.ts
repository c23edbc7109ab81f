import code, { inJavaScript } from "./machine/index.as";

/** What the machine does (machine/index.as); all numbers are places in its memory, or counts. */
interface Loops {
  memory: WebAssembly.Memory;
  scan(marks: number, from: number, to: number, last: number, separator: number, size: number, longestRecord: number, mostColumns: number): number;
  numbered(column: number, marks: number, from: number, index: number, separator: number, ways: number): number;
  fillSlots(column: number): void;
  setScratch(at: number): void;
  unquote(start: number, end: number): void;
  startOfContent(): number;
  endOfContent(): number;
}

const PAGE = 64 * 1024;
/** Memory grows by so much at least: what looks into it has to be made anew each time. */
const STEP = 16 * PAGE;
/** What lies below is the module's own. */
const BASE = 64;
/** Of the smallest piece that is given out, in bytes. */
const LEAST = 64;
/** One that grew larger is not kept for the next reading. */
const WORTH_KEEPING = 16 * 1024 * 1024;

type Caller = Record<"found", (id: number, start: number, end: number, way: number) => void>;

let compiled: WebAssembly.Module | null = null;
/** WebAssembly cannot be had: it asks for gigabytes of addresses, which `ulimit -v` may not leave, or was switched off (`--jitless`). */
let isWithout = false;
const idle: Machine[] = [];

function loopsFor(caller: Caller): Loops {
  if (!isWithout) {
    try {
      return new WebAssembly.Instance(compiled ??= new WebAssembly.Module(code), { caller }).exports as unknown as Loops;
    } catch {
      isWithout = true;
    }
  }
  return inJavaScript(caller) as Loops;
}

/**
 * The loops that look at every byte and every cell of a CSV, and the memory that they work in: nothing else is known to them. Whoever
 * reads a file takes one, asks it for room, puts the bytes there, and gives it back.
 */
export class Machine {
  readonly loops: Loops;
  /** Told of each content that gets a number and is no plain text (machine/numbers.as). */
  found: Caller["found"] = () => undefined;
  #bytes = Buffer.alloc(0);
  #ints = new Int32Array(0);
  #top = BASE;
  /** By size: pieces that were given back. */
  #free = new Map<number, number[]>();

  private constructor() {
    this.loops = loopsFor({ found: (id, start, end, way) => { this.found(id, start, end, way); } });
  }

  /** For one reading: nobody else has it until it is given back. */
  static take(): Machine {
    return idle.pop() ?? new Machine();
  }

  /** To be called once: what lies in its memory is lost. */
  giveBack(): void {
    this.found = () => undefined;
    this.#top = BASE;
    this.#free.clear();
    if (this.bytes.length <= WORTH_KEEPING) idle.push(this);
  }

  /** All of its memory; to be asked for again when room was made. */
  get bytes(): Buffer {
    this.#look();
    return this.#bytes;
  }

  /** The same, as numbers of four bytes. */
  get ints(): Int32Array {
    this.#look();
    return this.#ints;
  }

  #look(): void {
    const { buffer } = this.loops.memory;
    if (this.#bytes.buffer === buffer) return;
    this.#bytes = Buffer.from(buffer);
    this.#ints = new Int32Array(buffer);
  }

  /** The place of so many bytes, whatever they hold. */
  room(bytes: number): number {
    const size = sizeFor(bytes);
    const free = this.#free.get(size)?.pop();
    if (free !== undefined) return free;
    const at = this.#top;
    this.#rise(at + size);
    return at;
  }

  #rise(top: number): void {
    this.#top = top;
    const lacking = top - this.loops.memory.buffer.byteLength;
    if (lacking > 0) this.loops.memory.grow(Math.ceil(Math.max(lacking, STEP) / PAGE));
  }

  /** Room for more bytes than what `had` so many at `at`; the first `used` are there too. */
  moreRoom(at: number, had: number, bytes: number, used: number): number {
    if (at + sizeFor(had) === this.#top) {
      this.#rise(at + sizeFor(bytes));
      return at;
    }
    const to = this.room(bytes);
    this.bytes.copyWithin(to, at, at + used);
    this.giveRoom(at, had);
    return to;
  }

  /** Gives room back that was made for so many bytes. */
  giveRoom(at: number, bytes: number): void {
    const size = sizeFor(bytes);
    const free = this.#free.get(size);
    if (free === undefined) this.#free.set(size, [at]);
    else free.push(at);
  }
}

/** Whole powers of two, so that what is given back fits again. */
function sizeFor(bytes: number): number {
  let size = LEAST;
  while (size < bytes) size *= 2;
  return size;
}
