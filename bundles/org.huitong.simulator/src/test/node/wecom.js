// SPDX-License-Identifier: Apache-2.0
// Connects with the vendor's package to where the task says, and writes of each push what it holds, until it has so many.
'use strict';
const readline = require('node:readline');
const { WSClient } = require('@wecom/aibot-node-sdk');

// It tells of itself on the console.
const write = (line) => process.stdout.write(`${line}\n`);
console.log = console.info = console.warn = console.error = console.debug = () => {};

function connect({ socket, id, secret, count }) {
  const seen = new Set();
  const client = new WSClient({ botId: id, secret, wsUrl: socket });
  client.on('message', (frame) => {
    write(JSON.stringify({ kind: frame.body.msgtype, name: frame.body.msgid }));
    seen.add(frame.body.msgid);
    if (seen.size === Number(count)) {
      setTimeout(() => process.exit(0), 200);
    }
  });
  client.connect();
}

readline.createInterface({ input: process.stdin }).on('line', (line) => connect(JSON.parse(line)));
setTimeout(() => process.exit(1), 30000).unref();
