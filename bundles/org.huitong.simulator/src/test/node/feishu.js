// SPDX-License-Identifier: Apache-2.0
// Connects with the vendor's package to where the task says, and writes of each push what it holds, until it has so many.
'use strict';
const readline = require('node:readline');
const lark = require('@larksuiteoapi/node-sdk');

// It tells of itself on the console.
const write = (line) => process.stdout.write(`${line}\n`);
console.log = console.info = console.warn = console.error = () => {};

function connect({ url, id, secret, count }) {
  const seen = new Set();
  const told = (event) => {
    const name = event.message?.message_id ?? event.event_id;
    write(JSON.stringify({ kind: event.event_type, name }));
    seen.add(name);
    if (seen.size === Number(count)) {
      setTimeout(() => process.exit(0), 200);
    }
  };
  const hear = {};
  for (const kind of ['im.message.receive_v1', 'card.action.trigger', 'approval_instance',
    'vc.meeting.all_meeting_started_v1', 'im.chat.member.user.added_v1', 'contact.user.created_v3']) {
    hear[kind] = told;
  }
  const client = new lark.WSClient({ appId: id, appSecret: secret, domain: url, loggerLevel: lark.LoggerLevel.fatal });
  client.start({ eventDispatcher: new lark.EventDispatcher({ loggerLevel: lark.LoggerLevel.fatal }).register(hear) });
}

readline.createInterface({ input: process.stdin }).on('line', (line) => connect(JSON.parse(line)));
setTimeout(() => process.exit(1), 30000).unref();
