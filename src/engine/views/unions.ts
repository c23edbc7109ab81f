/** Things put together by and by; two are in one set when something connects them. */
export class Unions<T> {
  readonly #above = new Map<T, T>();

  /** Nothing was put together. */
  get isEmpty(): boolean {
    return this.#above.size === 0;
  }

  /** The one that stands for a thing's set. */
  of(thing: T): T {
    let top = thing;
    for (let above = this.#above.get(top); above !== undefined; above = this.#above.get(top)) top = above;
    // The way is made short for whoever asks next.
    for (let at = thing; at !== top;) {
      const next = this.#above.get(at) as T;
      this.#above.set(at, top);
      at = next;
    }
    return top;
  }

  unite(things: Iterable<T>): void {
    let first: T | undefined;
    for (const thing of things) {
      const top = this.of(thing);
      if (first === undefined) first = top;
      else if (top !== first) this.#above.set(top, first);
    }
  }
}
