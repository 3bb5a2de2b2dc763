// SPDX-License-Identifier: Apache-2.0
// What somebody has begun to write, room by room, until it is known to be sent.

/**
 * A draft belongs to its room, and a key to its words: the same words that go again, because the answer was lost, are the
 * same letter, and other words are another.
 */
export class Drafts {
  #drafts = new Map();

  text(room) {
    return this.#drafts.get(room)?.text ?? '';
  }

  /** What went wrong as it was last sent, if anything. */
  problem(room) {
    return this.#drafts.get(room)?.problem ?? null;
  }

  write(room, text) {
    this.#drafts.set(room, { ...this.#drafts.get(room), text });
  }

  /** What is to be sent; it stays a draft until {@link sent} is told. Null where nothing is written. */
  letter(room) {
    const draft = this.#drafts.get(room);
    const text = draft?.text.trim();
    if (!text) return null;
    const key = draft.letter?.text === text ? draft.letter.key : newKey();
    const letter = { text, key };
    this.#drafts.set(room, { text: draft.text, letter });
    return letter;
  }

  sent(room, letter) {
    const draft = this.#drafts.get(room);
    // Whoever went on writing meanwhile keeps that.
    if (draft?.letter?.key === letter.key && draft.text.trim() === letter.text) this.#drafts.delete(room);
  }

  failed(room, letter, problem) {
    const draft = this.#drafts.get(room);
    this.#drafts.set(room, { text: draft?.text || letter.text, letter, problem });
  }
}

const newKey = () => globalThis.crypto?.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
