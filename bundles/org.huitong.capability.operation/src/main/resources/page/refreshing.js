// SPDX-License-Identifier: Apache-2.0

/** Reads now and every so often while somebody looks; gives a function that ends it. */
export function refreshing(read, millis) {
  read();
  const timer = setInterval(() => document.hidden || read(), millis);
  const back = () => document.hidden || read();
  document.addEventListener('visibilitychange', back);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', back);
  };
}
