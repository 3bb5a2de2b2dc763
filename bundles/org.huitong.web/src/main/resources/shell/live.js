// SPDX-License-Identifier: Apache-2.0
// One stream for the whole page, however many listen.
import { session } from './who.js';

const KINDS = ['message', 'finding', 'connector', 'gap'];
const listeners = new Set();
let source = null;
let retry = null;
let wait = 1_000;

/**
 * Calls back with {type, id, seq} whenever something happens; gives a function that ends it. After a break the stream
 * goes on where it ended; `{type: 'gap'}` says that this was not possible and that what is shown should be read again.
 */
export function live(callback) {
  listeners.add(callback);
  open();
  return () => {
    listeners.delete(callback);
    if (listeners.size === 0) {
      close();
    }
  };
}

/** `open`, `lost`, `off`, or `none` for somebody to whom the hub has nothing to tell. */
export function liveState() {
  return !mayListen() ? 'none' : source === null ? 'off' : source.readyState === EventSource.OPEN ? 'open' : 'lost';
}

/** Ends the stream and begins it anew, for after a login. */
export function restartLive() {
  close();
  if (listeners.size > 0) {
    open();
  }
}

export function close() {
  clearTimeout(retry);
  retry = null;
  source?.close();
  source = null;
  tellState();
}

/** The hub refuses a stream to whoever neither reads messages nor manages it: asking would look like a fault. */
function mayListen() {
  return session()?.permissions.some((word) => word.startsWith('messages.') || word === 'connectors.read') ?? false;
}

function open() {
  if (source !== null || retry !== null || !mayListen()) {
    return;
  }
  source = new EventSource('/api/v1/events');
  source.onopen = () => {
    wait = 1_000;
    tellState();
  };
  source.onerror = () => {
    // The browser tries again by itself, except after an answer that is no stream (503 while the hub restarts, 401).
    if (source?.readyState === EventSource.CLOSED) {
      source = null;
      retry = setTimeout(() => {
        retry = null;
        if (listeners.size > 0) {
          open();
          tell({ type: 'gap' });
        }
      }, wait);
      wait = Math.min(wait * 2, 30_000);
    }
    tellState();
  };
  for (const type of KINDS) {
    source.addEventListener(type, (event) => {
      const { id, seq } = JSON.parse(event.data);
      tell({ type, id, seq });
    });
  }
}

function tell(event) {
  for (const listener of [...listeners]) {
    try {
      listener(event);
    } catch (failed) {
      console.error('A listener of the live stream failed', failed);
    }
  }
}

// A page that was left may be kept whole by the browser for its back button, stream included. A browser opens six
// connections to a hub over HTTP/1.1: six pages left behind, and the seventh waits a minute for its first byte.
addEventListener('pagehide', close);
addEventListener('pageshow', (event) => {
  if (event.persisted && listeners.size > 0) {
    open();
    tell({ type: 'gap' });
  }
});

function tellState() {
  dispatchEvent(new CustomEvent('huitong:live', { detail: liveState() }));
}
