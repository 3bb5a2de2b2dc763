// SPDX-License-Identifier: Apache-2.0
// Files that are about to go along with a reply: how far each has come, until it is sent or taken away again.
import { api, sentence } from 'huitong';

const LOOK = 1000;

/** Room by room, as drafts are: they outlive the composer, and an upload goes on while another room is looked at. */
export class Attached {
  #rooms = new Map();
  #changed = new Set();

  /** Calls back whenever something has changed; gives a function that ends it. */
  listen(callback) {
    this.#changed.add(callback);
    return () => this.#changed.delete(callback);
  }

  of(room) {
    return this.#rooms.get(room) ?? [];
  }

  /** What has come and may be sent. */
  ready(room) {
    return this.of(room).filter((item) => item.state === 'kept');
  }

  isComing(room) {
    return this.of(room).some((item) => item.state === 'coming' || item.state === 'checking');
  }

  add(room, files) {
    for (const file of files) {
      const item = { key: newKey(), name: file.name, bytes: file.size, state: 'coming', done: 0, stop: new AbortController() };
      this.#rooms.set(room, [...this.of(room), item]);
      this.#bring(room, item, file);
    }
    this.#tell();
  }

  remove(room, item) {
    item.stop.abort();
    this.#rooms.set(room, this.of(room).filter((other) => other !== item));
    if (item.id && !item.sent) api.delete(`files/${item.id}`).catch(() => {}); // It goes by itself within a day.
    this.#tell();
  }

  sent(room, items) {
    items.forEach((item) => (item.sent = true));
    this.#rooms.set(room, this.of(room).filter((item) => !items.includes(item)));
    this.#tell();
  }

  async #bring(room, item, file) {
    try {
      const { signal } = item.stop;
      const progress = (done) => {
        item.done = done;
        this.#tell();
      };
      let came = await api.upload('files', file, { progress, signal });
      item.id = came.id;
      item.name = came.name;
      item.bytes = came.bytes;
      item.state = came.state;
      this.#tell();
      while (came.state === 'checking' && !signal.aborted) {
        await new Promise((later) => setTimeout(later, LOOK));
        came = await api.get(`files/${item.id}`, { signal });
        item.state = came.state;
      }
      if (came.state !== 'kept') item.problem = came.why;
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      item.state = 'failed';
      item.problem = sentence(problem);
    }
    this.#tell();
  }

  #tell() {
    this.#changed.forEach((callback) => callback());
  }
}

const newKey = () => globalThis.crypto?.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
