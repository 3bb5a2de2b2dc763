// SPDX-License-Identifier: Apache-2.0
// Reads calls, one JSON a line, and says what the vendor's package makes of each.
'use strict';
const readline = require('node:readline');
const lark = require('@larksuiteoapi/node-sdk');

const quiet = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };

async function judge({ encryptKey, token, headers, body }) {
  const data = JSON.parse(body);
  const { isChallenge, challenge } = lark.generateChallenge(data, { encryptKey });
  if (isChallenge) return { said: JSON.stringify(challenge) };
  let said = 'refused';
  const dispatcher = new lark.EventDispatcher({ encryptKey, verificationToken: token, logger: quiet });
  dispatcher.register({
    'im.message.receive_v1': (event) => {
      said = [event.tenant_key, event.message.message_id, event.message.chat_id, event.message.content].join(' ');
    },
  });
  await dispatcher.invoke(Object.assign(Object.create({ headers }), data));
  return { said };
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    // What does not open or is no JSON makes the package throw: it lets it in as little as we do.
    const verdict = await judge(JSON.parse(line)).catch(() => ({ said: 'refused' }));
    console.log(JSON.stringify(verdict));
  }
}

main();
