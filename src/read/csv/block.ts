import { SPARE, type Block } from "./scan.ts";

/** The text of a file, block after block: each holds what the one before left over, and more. */
export interface Blocks extends Block {
  /** Drops the text before `from` and reads on, until there are `size` bytes of text or the file ends. However the chunks are cut, so many. */
  fill(size: number): Promise<void>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

export function blocksOf(source: AsyncIterable<Uint8Array>): Blocks {
  const chunks = source[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);
  let used = 0;
  const blocks: Blocks = {
    ...room(0), from: 0, to: 0, last: false,
    async fill(size) {
      const before = blocks.bytes;
      if (before.length < size + SPARE) Object.assign(blocks, room(size));
      before.copy(blocks.bytes, 0, blocks.from, blocks.to);
      blocks.to -= blocks.from;
      blocks.from = 0;
      while (blocks.to < size && !blocks.last) {
        if (used === chunk.length) {
          const next = await chunks.next();
          blocks.last = next.done === true;
          if (next.done) break;
          chunk = next.value;
          used = 0;
        }
        const part = chunk.subarray(used, used + size - blocks.to);
        blocks.bytes.set(part, blocks.to);
        blocks.to += part.length;
        used += part.length;
      }
    },
    async close() { await chunks.return?.(); },
  };
  return blocks;
}

function room(size: number): Pick<Block, "bytes" | "view"> {
  const bytes = Buffer.from(new ArrayBuffer(size + SPARE));
  return { bytes, view: new DataView(bytes.buffer) };
}
