import { LONGEST_TEXT } from "./limits.ts";
import type { Refuse } from "./refuse.ts";
import { xmlText } from "./text.ts";
import { namespaces, nameTable, type XmlName } from "./xml-names.ts";
import { isSpace, Tag, type Attributes } from "./xml-tag.ts";

/** An element that somebody wants to know about, and where it stands: only below its parent. */
export interface Element {
  readonly name: string;
  /** Its text is wanted; of others it is passed over. */
  readonly text: boolean;
  readonly children: ReadonlyMap<string, Element>;
}

export const element = (name: string, ...children: readonly Element[]): Element => ({ name, text: false, children: new Map(children.map((child) => [child.name, child])) });
export const textElement = (name: string): Element => ({ ...element(name), text: true });

/** Who is told of the elements of a tree, in the order of the part. */
export interface Handler {
  open?(element: Element, attributes: Attributes): void;
  /** `text`: of an element whose text is wanted. */
  close?(element: Element, text: string): void;
  /** Inside `within`, before every token: may read on in the bytes by itself, whole elements only. */
  shortcut?: { within: Element; run(xml: Xml): void };
  /** Asked after every token: true stops the scanner, until it is called again. */
  isFull?(): boolean;
}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const DASH = 0x2d;
const BRACKET = 0x5b;

const DEEPEST = 256;

/** What is passed over, or taken as text, up to its end. */
interface Span {
  end: string;
  wanted: boolean;
}

/**
 * Reads XML in UTF-8 from chunks: tags that match, attributes, text, CDATA; comments and instructions are passed over. A document
 * type is refused, and so is what could declare entities. State is kept between chunks, never more of the part than one tag or the text of one element.
 */
export class Xml {
  /** The bytes at hand: from `at` they are yet to be read. */
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  /** The name of the outermost element. */
  root = "";
  readonly #handler: Handler;
  readonly #refuse: Refuse;
  readonly #nameOf = nameTable();
  readonly #namespaces = namespaces();
  readonly #open: { name: XmlName; element: Element | null }[] = [];
  readonly #top: Element;
  #element: Element | null;
  #span: Span | null = null;
  /** The text of the element so far, and bytes of it that are not yet one run. */
  #text = "";
  #pieces: Buffer[] = [];
  #pieceBytes = 0;
  readonly #tag: Tag;

  constructor(outermost: Element, handler: Handler, refuse: Refuse) {
    this.#top = element("", outermost);
    this.#element = this.#top;
    this.#handler = handler;
    this.#refuse = refuse;
    this.#tag = new Tag(refuse);
  }

  /** Whether names without prefix are ours: what a shortcut takes for granted. */
  get isPlain(): boolean {
    return this.#namespaces.isOurs("");
  }

  push(chunk: Buffer): void {
    this.bytes = this.at >= this.bytes.length ? chunk : Buffer.concat([this.bytes.subarray(this.at), chunk]);
    this.at = 0;
  }

  /** Reads on: true where the handler is full, false where more bytes are needed. */
  scan(): boolean {
    const { shortcut } = this.#handler;
    for (;;) {
      if (shortcut && this.#element === shortcut.within && this.#span === null) shortcut.run(this);
      if (this.at >= this.bytes.length || !this.#token()) return false;
      if (this.#handler.isFull?.()) return true;
    }
  }

  /** To be called after the last chunk: everything that was opened is closed. */
  end(): void {
    if (this.at < this.bytes.length || this.#open.length > 0 || this.#span !== null || this.root === "") this.#refuse.broken();
  }

  /** Takes one token, or part of a long one; false: it does not end within the bytes at hand. */
  #token(): boolean {
    if (this.#span) return this.#passOver(this.#span);
    const { bytes, at } = this;
    if (bytes[at] !== LT) return this.#characters();
    this.#endRun(true);
    const second = bytes[at + 1];
    if (second === undefined) return false;
    if (second === SLASH) return this.#closing();
    if (second === BANG) return this.#declaration();
    if (second !== QUESTION) return this.#opening();
    this.at += 2;
    this.#span = { end: "?>", wanted: false };
    return true;
  }

  #characters(): boolean {
    const found = this.bytes.indexOf(LT, this.at);
    const to = found < 0 ? this.bytes.length : found;
    if (this.#element?.text) this.#take(this.at, to);
    else if (this.#open.length === 0) for (let i = this.at; i < to; i++) if (!isSpace(this.bytes[i] as number)) this.#refuse.broken();
    this.at = to;
    return found >= 0;
  }

  #take(from: number, to: number): void {
    if (to <= from) return;
    this.#pieces.push(this.bytes.subarray(from, to));
    this.#pieceBytes += to - from;
    if (this.#pieceBytes + this.#text.length > LONGEST_TEXT) this.#refuse.tooBig();
  }

  /** `marked`: with entities, as all text but CDATA. */
  #endRun(marked: boolean): void {
    if (this.#pieces.length === 0) return;
    const [first] = this.#pieces;
    const raw = (this.#pieces.length === 1 && first ? first : Buffer.concat(this.#pieces)).toString("utf8");
    this.#text += marked ? xmlText(raw, this.#refuse) : raw.replace(/\r\n?/g, "\n");
    this.#pieces = [];
    this.#pieceBytes = 0;
  }

  #passOver(span: Span): boolean {
    const found = this.bytes.indexOf(span.end, this.at);
    const to = found < 0 ? Math.max(this.at, this.bytes.length - span.end.length + 1) : found;
    if (span.wanted) this.#take(this.at, to);
    this.at = to;
    if (found < 0) return false;
    this.at += span.end.length;
    if (span.wanted) this.#endRun(false);
    this.#span = null;
    return true;
  }

  #declaration(): boolean {
    const { bytes, at } = this;
    const third = bytes[at + 2];
    const length = third === DASH ? 4 : third === BRACKET ? 9 : 3;
    if (third === undefined || at + length > bytes.length) return false;
    const isComment = bytes.toString("latin1", at, at + 4) === "<!--";
    if (!isComment && (this.#open.length === 0 || bytes.toString("latin1", at, at + 9) !== "<![CDATA[")) this.#refuse.broken();
    this.at += length;
    this.#span = isComment ? { end: "-->", wanted: false } : { end: "]]>", wanted: this.#element?.text ?? false };
    return true;
  }

  #closing(): boolean {
    const { bytes, at } = this;
    const end = bytes.indexOf(GT, at);
    if (end < 0) return this.#tag.unfinished(bytes, at) >= 0;
    let to = end;
    while (isSpace(bytes[to - 1] as number)) to -= 1;
    if (this.#nameOf(bytes, at + 2, to).whole !== this.#open.at(-1)?.name.whole) this.#refuse.broken();
    this.at = end + 1;
    this.#leave();
    return true;
  }

  #opening(): boolean {
    const end = this.#tag.read(this.bytes, this.at);
    if (end < 0) return false;
    this.at = end;
    this.#enter(this.#nameOf(this.bytes, this.#tag.nameFrom, this.#tag.nameTo));
    if (this.#tag.isEmpty) this.#leave();
    return true;
  }

  #enter(name: XmlName): void {
    const depth = this.#open.length + 1;
    if (depth > DEEPEST) this.#refuse.broken();
    if (depth === 1) {
      if (this.root !== "") this.#refuse.broken();
      this.root = name.local;
    }
    this.#tag.declared((prefix, namespace) => this.#namespaces.declare(prefix, namespace, depth));
    const parent = this.#element;
    const child = (parent && this.#namespaces.isOurs(name.prefix) ? parent.children.get(name.local) : undefined) ?? null;
    this.#open.push({ name, element: child });
    this.#element = child;
    if (!child) return;
    if (child.text) this.#text = "";
    this.#handler.open?.(child, this.#tag);
  }

  #leave(): void {
    const left = this.#open.pop();
    if (!left) return this.#refuse.broken();
    this.#namespaces.leave(this.#open.length + 1);
    const parent = this.#open.at(-1);
    this.#element = parent ? parent.element : this.#top;
    if (left.element) this.#handler.close?.(left.element, left.element.text ? this.#text : "");
    if (this.#open.length === 0) this.#element = null;
  }
}

/** Reads a small part to its end. Returns the name of its outermost element. */
export async function readXml(chunks: AsyncIterable<Buffer>, outermost: Element, handler: Handler, refuse: Refuse): Promise<string> {
  const xml = new Xml(outermost, handler, refuse);
  for await (const chunk of chunks) {
    xml.push(chunk);
    xml.scan();
  }
  xml.end();
  return xml.root;
}
