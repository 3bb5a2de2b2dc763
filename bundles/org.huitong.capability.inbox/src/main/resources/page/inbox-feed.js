// SPDX-License-Identifier: Apache-2.0
// The messages behind the list: pages by seq, live arrivals, changes. Knows nothing of how they are shown.
import { api } from 'huitong';

const PAGE = 50;
const BURST = 100;
/** As many as stay in the page when new ones come in at the top. */
const KEPT = 300;
/** Events come in crowds; one question answers for all of them, and a crowd that does not end asks no more often. */
const GATHER_MILLIS = 150;
const REST_MILLIS = 700;
/** So many changes are asked for one by one; more are read with the list. Every question is a line in the read log. */
const FEW = 3;
const MOST = 500;

/** The parameters of the contract; everything else in the page's URL is the page's own. */
export const FILTERS = [
  'text', 'platform', 'tenant', 'account', 'conversation', 'sender', 'person', 'company', 'department', 'project', 'type', 'tag',
  'rule', 'module', 'assigned', 'customer', 'priority', 'from', 'to', 'filter',
];

const HOURS = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 };

export function url(parameters) {
  const pairs = Object.entries(parameters).filter(([, value]) => value != null && value !== '');
  return `messages?${new URLSearchParams(pairs)}`;
}

/** The filters of the page's URL as parameters of a question; a period counts back from now. */
export function asked(query) {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query[name]]).filter(([, v]) => v));
  if (HOURS[query.since] && !filters.from) {
    filters.from = new Date(Date.now() - HOURS[query.since] * 3_600_000).toISOString();
  }
  return filters;
}

export class Feed {
  items = [];
  /** Came while the reader was further down; not in the list yet. */
  arrived = [];
  loading = false;
  problem = null;
  /** What the hub says of an empty list, or of one that may lack something. */
  explanation = null;
  #next;
  #filters = {};
  #changed;
  #atTop = () => true;
  #round = 0;
  #ids = new Set();
  #asks = new Set();
  #timer;
  #lastAsked = 0;

  /**
   * @param changed called after every change
   * @param atTop whether a new message may be put into the list without moving what is being read
   */
  constructor(changed, atTop) {
    this.#changed = changed;
    this.#atTop = atTop;
  }

  get more() {
    return this.#next != null;
  }

  /** Starts anew with these filters; what was on its way for the old ones is dropped. */
  async reset(filters) {
    this.#round++;
    this.#filters = filters;
    this.items = [];
    this.arrived = [];
    this.#ids.clear();
    this.#next = null;
    this.problem = null;
    this.explanation = null;
    this.loading = false;
    await this.#page({});
  }

  /** The next older page. */
  async older() {
    if (this.#next != null && !this.loading) await this.#page({ before: this.#next });
  }

  /** Moves what has arrived into the list. */
  take() {
    this.#prepend(this.arrived);
    this.arrived = [];
    this.#changed();
  }

  /** Something happened to this message; it may be new, changed, or none of ours. */
  heard(id) {
    this.#asks.add(id);
    this.#soon();
  }

  /** The stream was broken for a while: what is new comes in, what is shown is read again. */
  async again() {
    if (this.problem) {
      await this.reset(this.#filters);
      return;
    }
    const round = this.#round;
    try {
      await this.#fetchNewer(round);
      await this.#refreshAll(round, this.#ids);
    } catch (problem) {
      console.warn('inbox: could not read again after a gap', problem.status ?? problem.message);
    }
  }

  close() {
    this.#round++;
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #page(place) {
    const round = this.#round;
    this.loading = true;
    this.problem = null;
    this.#changed();
    try {
      const page = await api.get(url({ ...this.#filters, ...place, limit: PAGE }));
      if (round !== this.#round) return;
      for (const message of page.items) {
        if (!this.#ids.has(message.id)) {
          this.#ids.add(message.id);
          this.items.push(message);
        }
      }
      this.#next = page.next;
      this.explanation = page.explanation ?? null;
    } catch (problem) {
      if (round !== this.#round) return;
      this.problem = problem;
    }
    this.loading = false;
    this.#changed();
  }

  #soon() {
    const wait = Math.max(GATHER_MILLIS, this.#lastAsked + REST_MILLIS - Date.now());
    this.#timer ??= setTimeout(() => this.#catchUp(), wait);
  }

  async #catchUp() {
    const round = this.#round;
    const asks = [...this.#asks];
    this.#asks.clear();
    try {
      if (!this.loading && !this.problem) {
        const known = asks.filter((id) => this.#ids.has(id));
        // Also where all of them are known: a stream that lags behind speaks of what was fetched long ago.
        await this.#fetchNewer(round);
        // Where words were asked for, only the list tells where they stand.
        if (known.length > FEW || (known.length && this.#filters.text)) await this.#refreshAll(round, new Set(known));
        else await Promise.all(known.map((id) => this.#refresh(round, id)));
      } else {
        asks.forEach((id) => this.#asks.add(id));
      }
    } catch (problem) {
      // The stream comes back by itself and the next event asks again; the list stays readable meanwhile.
      console.warn('inbox: could not fetch what arrived', problem.status ?? problem.message);
    } finally {
      this.#timer = null;
      this.#lastAsked = Date.now();
      if (this.#asks.size && round === this.#round && !this.problem) this.#soon();
    }
  }

  async #fetchNewer(round) {
    const newest = Math.max(0, ...this.items.slice(0, 1).map((m) => m.seq), ...this.arrived.slice(0, 1).map((m) => m.seq));
    let after = newest;
    const fresh = [];
    for (let pages = 0; pages < 5; pages++) {
      const page = await api.get(url({ ...this.#filters, after, limit: BURST }));
      if (round !== this.#round) return;
      fresh.push(...page.items.filter((m) => !this.#ids.has(m.id)));
      page.items.forEach((m) => this.#ids.add(m.id));
      if (page.next == null || !page.items.length) break;
      after = page.next;
    }
    if (!fresh.length) return;
    fresh.reverse();
    if (this.#atTop() && !this.arrived.length) this.#prepend(fresh);
    else this.arrived = [...fresh, ...this.arrived];
    this.#changed();
  }

  /** Reads the stretch of the list again in which these lie. */
  async #refreshAll(round, ids) {
    const shown = [...this.arrived, ...this.items];
    const first = shown.findIndex((m) => ids.has(m.id));
    const last = shown.findLastIndex((m) => ids.has(m.id));
    if (first < 0) return;
    const place = { before: shown[first].seq + 1, limit: Math.min(MOST, last - first + 1) };
    const { items } = await api.get(url({ ...this.#filters, ...place }));
    if (round !== this.#round) return;
    const fresh = new Map(items.map((m) => [m.id, m]));
    const swap = (m) => fresh.get(m.id) ?? m;
    this.items = this.items.map(swap);
    this.arrived = this.arrived.map(swap);
    this.#changed();
  }

  async #refresh(round, id) {
    const message = await api.get(`messages/${encodeURIComponent(id)}`);
    if (round !== this.#round) return;
    const swap = (m) => (m.id === id ? message : m);
    this.items = this.items.map(swap);
    this.arrived = this.arrived.map(swap);
    this.#changed();
  }

  #prepend(messages) {
    const items = [...messages, ...this.items];
    if (items.length > KEPT * 2 && this.#atTop()) {
      items.splice(KEPT).forEach((m) => this.#ids.delete(m.id));
      this.#next = items.at(-1).seq;
    }
    this.items = items;
  }
}
