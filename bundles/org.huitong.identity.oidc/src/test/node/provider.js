// SPDX-License-Identifier: Apache-2.0
// A whole OpenID provider, walked through as a browser would: says who it is, then for each line that it is told (an
// address to authorize at) who logs in there, and where the browser is sent back to.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

// What the provider has to remark is no answer.
const tell = (line) => process.stdout.write(`${line}\n`);
console.info = console.warn = console.log = console.error;

const BACK = 'http://127.0.0.1:8080/api/v1/logins/oidc-main/back';
const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{ client_id: 'huitong', client_secret: 'a secret & more', redirect_uris: [BACK] }],
  claims: { openid: ['sub'], profile: ['preferred_username', 'employee_number'], email: ['email', 'email_verified'] },
  pkce: { required: () => true },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id, employee_number: `E-${id}`, email: `${id}@example.com`, email_verified: true }),
  }),
});
server.on('request', provider.callback());
tell(issuer);

for await (const line of createInterface({ input: process.stdin })) {
  const { address, who } = JSON.parse(line);
  tell(await walked(address, who));
}
process.exit(0);

/** Follows what it is told with a browser's cookies until it is led back to us, filling in the forms of the provider. */
async function walked(address, who) {
  const cookies = new Map();
  let next = { url: address };
  for (let step = 0; step < 20; step++) {
    const answer = await fetch(next.url, {
      method: next.form ? 'POST' : 'GET',
      body: next.form,
      redirect: 'manual',
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location) {
      next = { url: new URL(location, next.url).href };
      if (next.url.startsWith(BACK)) {
        return next.url;
      }
    } else {
      const page = await answer.text();
      const action = /action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
      if (!action) {
        return `error ${answer.status}`;
      }
      next = { url: new URL(action, next.url).href, form: new URLSearchParams({ prompt, login: who, password: 'any' }) };
    }
  }
  return 'error: no end';
}
