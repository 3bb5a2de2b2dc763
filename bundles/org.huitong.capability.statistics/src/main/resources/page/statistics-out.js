// SPDX-License-Identifier: Apache-2.0
// Figures on their way out of the page: into a file for a spreadsheet, and to the messages they are about.

/** What a cell of CSV (RFC 4180) needs; a text that a spreadsheet would take for a formula is kept a text. */
function cell(value) {
  const text = String(value);
  const plain = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Lets the reader keep a table. The mark at its head tells Excel that it is UTF-8. */
export function keepCsv(name, heads, rows) {
  const lines = [heads, ...rows].map((row) => row.map(cell).join(','));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\uFEFF', lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The inbox with the messages that a figure counts. */
export function inbox(filters) {
  const pairs = Object.entries(filters).filter(([, value]) => value);
  return `#/inbox?${new URLSearchParams(pairs)}`;
}
