// SPDX-License-Identifier: Apache-2.0
// Connects with the vendor's package to where the task says, and writes of each push what it holds, until it has so many.
'use strict';
const readline = require('node:readline');
const axios = require('axios');
const { DWClient } = require('./node_modules/dingtalk-stream/dist/index.cjs');

console.info = () => {};

function connect({ url, id, secret, count }) {
  // The package has the platform's address built in.
  axios.interceptors.request.use((call) => ({ ...call, url: call.url.replace('https://api.dingtalk.com', url) }));
  const seen = new Set();
  const told = (kind, name) => {
    console.log(JSON.stringify({ kind, name }));
    seen.add(name);
    if (seen.size === Number(count)) {
      setTimeout(() => process.exit(0), 200);
    }
  };
  const client = new DWClient({ clientId: id, clientSecret: secret });
  client.registerAllEventListener((event) => {
    told('event', event.headers.eventId);
    return { status: 'SUCCESS' };
  });
  client.registerCallbackListener('/v1.0/im/bot/messages/get', (call) => {
    client.socketCallBackResponse(call.headers.messageId, {});
    told('robot', JSON.parse(call.data).msgId);
  });
  client.connect();
}

readline.createInterface({ input: process.stdin }).on('line', (line) => connect(JSON.parse(line)));
setTimeout(() => process.exit(1), 30000).unref();
