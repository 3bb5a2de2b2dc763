// SPDX-License-Identifier: Apache-2.0
// Reads tasks, one JSON a line: what has a text is sealed by the vendor's package, what has a cipher text is opened by it.
'use strict';
const readline = require('node:readline');
const { decrypt, encrypt, getSignature } = require('@wecom/crypto');

function done({ token, key, id, timestamp, nonce, text, cipher, signature }) {
  if (text !== undefined) {
    const sealed = encrypt(key, text, id);
    return { cipher: sealed, signature: getSignature(token, timestamp, nonce, sealed) };
  }
  if (getSignature(token, timestamp, nonce, cipher) !== signature) return { text: 'refused', id: '' };
  const opened = decrypt(key, cipher);
  return { text: opened.message, id: opened.id };
}

readline.createInterface({ input: process.stdin }).on('line', (line) => console.log(JSON.stringify(done(JSON.parse(line)))));
