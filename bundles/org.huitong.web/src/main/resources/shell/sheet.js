// SPDX-License-Identifier: Apache-2.0
// What pages look alike in: put it first into a page's `static styles`.
import { css } from 'lit';

export const sheet = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--sl-color-neutral-900);
    font: var(--sl-font-size-small) / 1.5 var(--sl-font-sans);
  }
  /* Its first read was refused: nothing comes any more, and the outlet says why. */
  :host([refused]) sl-spinner {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  p {
    margin: 0;
  }
  h2 {
    font-size: 0.9375rem;
    font-weight: 600;
  }
  h3 {
    font-size: 0.8125rem;
    font-weight: 600;
  }
  a {
    color: var(--sl-color-primary-700);
  }
  :focus-visible {
    outline: 2px solid var(--sl-color-primary-600);
    outline-offset: 2px;
    border-radius: 3px;
  }
  .page {
    max-width: 82rem;
    margin: 0 auto;
    padding: 1.25rem 1.5rem 3rem;
    display: grid;
    gap: 1.25rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }
  .head > .push {
    margin-inline-start: auto;
  }
  .quiet {
    color: var(--huitong-quiet);
  }
  .small {
    font-size: 0.8125rem;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .panel {
    background: var(--huitong-surface);
    border: 1px solid var(--huitong-line);
    border-radius: 10px;
    box-shadow: var(--huitong-shade);
  }
  .pad {
    padding: 0.875rem 1rem;
  }
  .scroll-x {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: 0.8125rem;
  }
  th {
    text-align: start;
    font-weight: 500;
    color: var(--huitong-quiet);
    white-space: nowrap;
  }
  th,
  td {
    padding: 0.5rem 1rem;
    border-bottom: 1px solid var(--huitong-line);
    vertical-align: top;
  }
  tbody tr:last-child > * {
    border-bottom: 0;
  }
  th.number,
  td.number {
    text-align: end;
  }
  .empty {
    padding: 2rem 1rem;
    text-align: center;
    color: var(--huitong-quiet);
  }
  .empty sl-icon {
    font-size: 1.75rem;
    display: block;
    margin: 0 auto 0.5rem;
    opacity: 0.6;
  }
  @media (max-width: 40rem) {
    .page {
      padding: 1rem 0.75rem 2.5rem;
    }
    th,
    td {
      padding: 0.5rem 0.625rem;
    }
    table.stack,
    table.stack tbody,
    table.stack tr,
    table.stack td {
      display: block;
      text-align: start;
    }
    table.stack thead {
      position: absolute;
      clip-path: inset(50%);
      width: 1px;
      height: 1px;
      overflow: hidden;
    }
    table.stack tr {
      padding: 0.625rem 0.875rem;
      border-bottom: 1px solid var(--huitong-line);
    }
    table.stack tr:last-child {
      border-bottom: 0;
    }
    table.stack td {
      padding: 0.125rem 0;
      border: 0;
    }
    table.stack td[data-label]::before {
      content: attr(data-label) ' ';
      color: var(--huitong-quiet);
    }
  }
`;
