// SPDX-License-Identifier: Apache-2.0
// Who is logged in. The shell sets it; everybody may read it.
let current = null;

/**
 * {account, name, person, permissions, view} of whoever is logged in, or null; the person is null where the directory has
 * none, and view where they look with their own eyes.
 */
export function session() {
  return (
    current && {
      account: current.account,
      name: current.name,
      person: current.person ?? null,
      permissions: current.permissions ?? [],
      view: current.view ?? null,
    }
  );
}

export function csrf() {
  return current?.csrf;
}

export function setSession(value) {
  current = value;
}
