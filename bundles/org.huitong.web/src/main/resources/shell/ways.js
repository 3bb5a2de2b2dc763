// SPDX-License-Identifier: Apache-2.0
// The ways to log in that lead elsewhere and back: a company's own login, the chat platforms.
import { api } from './api.js';

const LED = 'huitong-led';

/** {items: [{name, title, here}], trouble?, code}; none where the hub does not say. */
export async function readWays() {
  try {
    return await api.get('logins');
  } catch {
    return { items: [], code: false };
  }
}

/** Where a way begins that ends at the place that is looked at now. */
export function along(way) {
  return `/api/v1/logins/${way.name}?to=${encodeURIComponent(location.hash)}`;
}

/** Leads whoever opens a page in the window of a platform along its way, once: where that fails, they choose. */
export function ledHome(ways) {
  const here = ways.items.filter((way) => way.here);
  if (here.length !== 1 || ways.trouble || ways.code || led()) {
    return false;
  }
  led(true);
  location.replace(along(here[0]));
  return true;
}

/** Whether this window was led already; where it keeps nothing, it counts as led, or it would be without end. */
export function led(now) {
  try {
    if (now === undefined) {
      return sessionStorage.getItem(LED) !== null;
    }
    now ? sessionStorage.setItem(LED, '') : sessionStorage.removeItem(LED);
    return now;
  } catch {
    return true;
  }
}
