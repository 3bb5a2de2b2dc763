// SPDX-License-Identifier: Apache-2.0
// Calls to the REST API.
import { csrf } from './who.js';
import { locale, t } from './words.js';

const ROOT = '/api/v1/';

/** What went wrong with a call: `status`, a stable `word` for programs, a `detail` for people, `fields` where it is about
 * single ones: what is wrong with each, by its name. */
export class ProblemError extends Error {
  constructor({ status, word, detail, incident, fields }) {
    super(detail);
    this.name = 'ProblemError';
    this.status = status;
    this.word = word;
    this.detail = detail;
    this.incident = incident;
    this.fields = fields ?? {};
  }
}

/** What went wrong, for whoever reads the page: the hub says it in their language. */
export function sentence(error) {
  const said = error.detail ?? String(error);
  return error.incident ? `${said} ${t({ zh: '编号', en: 'Incident' })} ${error.incident}` : said;
}

/** Each takes a path below /api/v1 and gives the JSON of the answer, or null where there is none. */
export const api = {
  get: (path, options) => call('GET', path, undefined, options),
  post: (path, body, options) => call('POST', path, body, options),
  put: (path, body, options) => call('PUT', path, body, options),
  delete: (path, body, options) => call('DELETE', path, body, options),
  /** The bytes of the answer, whatever they are. */
  blob: async (path) => (await fetched('GET', path, { Accept: '*/*' })).blob(),
  /** Sends a file as it is, its name beside it; tells `progress` how far it has come, from 0 to 1. */
  upload,
};

/** Lets the reader keep the file of a path below /api/v1, under the name that the hub gives it or else this one. */
export async function download(path, name) {
  const answer = await fetched('GET', path, { Accept: '*/*' });
  const given = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = given ? decodeURIComponent(given) : name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The one kind of call of which a browser tells how much has left is the old one. */
function upload(path, file, { progress, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', ROOT + path.replace(/^\//, ''));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', locale());
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    const name = (file.name ?? '').toWellFormed?.() ?? file.name ?? '';
    request.setRequestHeader('Content-Disposition', `attachment; filename*=UTF-8''${escaped(name)}`);
    if (csrf()) {
      request.setRequestHeader('X-CSRF-Token', csrf());
    }
    request.upload.onprogress = (event) => event.lengthComputable && progress?.(event.loaded / event.total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText));
      } else {
        problemOf({ status: request.status, json: async () => JSON.parse(request.responseText) }).then(reject);
      }
    };
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** As RFC 8187 wants it, which escapes more than addresses do. */
const escaped = (name) => encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

function offline() {
  return new ProblemError({
    status: 0,
    word: 'offline',
    detail: t({ zh: '连不上汇通，请检查网络后重试。', en: 'Huitong cannot be reached. Check the network and try again.' }),
  });
}

async function call(method, path, body, { signal } = {}) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET' && csrf()) {
    headers['X-CSRF-Token'] = csrf();
  }
  const answer = await fetched(method, path, headers, packed(body, headers), signal);
  const text = await answer.text();
  return text && answer.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : text || null;
}

async function fetched(method, path, headers, body, signal) {
  let answer;
  try {
    answer = await fetch(ROOT + path.replace(/^\//, ''), {
      method,
      headers: { ...headers, 'Accept-Language': locale() },
      body,
      signal,
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch (failed) {
    if (failed.name === 'AbortError') {
      throw failed;
    }
    throw offline();
  }
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  return answer;
}

function packed(body, headers) {
  if (body === undefined || body === null || body instanceof FormData) {
    return body ?? undefined;
  }
  if (body instanceof Blob || body instanceof ArrayBuffer) {
    headers['Content-Type'] = 'application/octet-stream';
    return body;
  }
  headers['Content-Type'] = 'application/json';
  return JSON.stringify(body);
}

async function problemOf(answer) {
  let said = {};
  try {
    said = await answer.json();
  } catch {
    // Something before the hub answered, a proxy perhaps: its status is all there is.
  }
  const problem = new ProblemError({
    status: answer.status,
    word: said.word ?? 'unknown',
    detail: said.detail ?? `HTTP ${answer.status}`,
    incident: said.incident,
    fields: said.fields,
  });
  if (answer.status === 401 && said.word === 'not-logged-in') {
    dispatchEvent(new CustomEvent('huitong:logged-out'));
  }
  return problem;
}
