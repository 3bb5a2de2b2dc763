// SPDX-License-Identifier: Apache-2.0
// Reads tasks, one JSON a line: what has a text is sealed by the vendor's package, what has a cipher text is opened by it.
'use strict';
const readline = require('node:readline');
const DingTalkEncryptor = require('dingtalk-encrypt');

function done({ token, key, id, timestamp, nonce, text, cipher, signature }) {
  const vendor = new DingTalkEncryptor(token, key, id);
  if (text !== undefined) {
    const sealed = vendor.getEncryptedMap(text, timestamp, nonce);
    return { cipher: sealed.encrypt, signature: sealed.msg_signature };
  }
  return { text: vendor.getDecryptMsg(signature, timestamp, nonce, cipher), id };
}

readline.createInterface({ input: process.stdin }).on('line', (line) => console.log(JSON.stringify(done(JSON.parse(line)))));
