// SPDX-License-Identifier: Apache-2.0
// Who is logged in. The shell sets it; everybody may read it.
let current = null;

/** {account, name, permissions} of whoever is logged in, or null. */
export function session() {
  return current && { account: current.account, name: current.name, permissions: current.permissions ?? [] };
}

export function csrf() {
  return current?.csrf;
}

export function setSession(value) {
  current = value;
}
