// SPDX-License-Identifier: Apache-2.0
// What the shell gives to pages: `import { api, t, … } from 'huitong'`. Described in docs/pages.md.
export { api, download, ProblemError, sentence } from './api.js';
export { live } from './live.js';
export { t, locale, bothLanguages, formatTime, formatNumber, formatBytes, plural } from './words.js';
export { doerName, partName, platformName, platforms, priorityName, secrecyName } from './names.js';
export { session } from './who.js';
export { lookAs } from './eyes.js';
export { query, setQuery } from './place.js';
export { toast, confirm } from './toast.js';
export { loading } from './loading.js';
export { shortcut } from './shortcuts.js';
export { chart } from './chart.js';
export { platformSheet } from './platform-sheet.js';
export { sheet } from './sheet.js';
export { Editor } from './editor.js';
export { ListPage } from './list-page.js';
export { ReportChart, ReportTable } from './report-table.js';
export { JobElement } from './job.js';
export { JudgeAnewElement } from './judge-anew.js';
