import type { Machine } from "./machine.ts";
import { SPARE, type Block } from "./scan.ts";

/** The text of a file, block after block: each holds what the one before left over, and more. */
export interface Blocks extends Block {
  /** Drops the text before `from` and reads on, until there are `size` bytes of text or the file ends. However the chunks are cut, so many. */
  fill(size: number): Promise<void>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

export function blocksOf(machine: Machine, source: AsyncIterable<Uint8Array>): Blocks {
  const chunks = source[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);
  let used = 0;
  let [at, room] = [0, 0];
  const blocks: Blocks = {
    from: 0, to: 0, last: false,
    async fill(size) {
      const kept = blocks.to - blocks.from;
      machine.bytes.copyWithin(at, blocks.from, blocks.to);
      if (room < size + SPARE) [at, room] = [room === 0 ? machine.room(size + SPARE) : machine.moreRoom(at, room, size + SPARE, kept), size + SPARE];
      [blocks.from, blocks.to] = [at, at + kept];
      while (blocks.to - at < size && !blocks.last) {
        if (used === chunk.length) {
          const next = await chunks.next();
          blocks.last = next.done === true;
          if (next.done) break;
          chunk = next.value;
          used = 0;
        }
        const part = chunk.subarray(used, used + size - (blocks.to - at));
        machine.bytes.set(part, blocks.to);
        blocks.to += part.length;
        used += part.length;
      }
    },
    async close() { await chunks.return?.(); },
  };
  return blocks;
}
