// SPDX-License-Identifier: Apache-2.0
// A card in the middle of an empty page: what stands between somebody and the pages.
import { css } from 'lit';

export const card = css`
  :host {
    display: grid;
    min-height: 100%;
    place-items: center;
    padding: 1.5rem 1rem;
    box-sizing: border-box;
    background:
      radial-gradient(60rem 30rem at 85% -10%, var(--sl-color-primary-100), transparent),
      var(--huitong-canvas);
  }
  .card {
    box-sizing: border-box;
    width: min(26rem, 100%);
    background: var(--huitong-surface);
    border: 1px solid var(--huitong-line);
    border-radius: 14px;
    padding: 2rem 1.75rem 1.5rem;
    box-shadow: 0 12px 40px hsl(215 40% 20% / 8%);
  }
  .mark {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin-bottom: 1.5rem;
  }
  .mark img {
    width: 40px;
    height: 40px;
  }
  h1 {
    margin: 0;
    font-size: 1.25rem;
    font-weight: 650;
    line-height: 1.2;
  }
  .mark p {
    margin: 0.125rem 0 0;
    color: var(--huitong-quiet);
    font-size: 0.8125rem;
  }
  form {
    display: grid;
    gap: 1rem;
  }
  sl-alert::part(message) {
    padding: 0.75rem 1rem;
  }
  .foot {
    margin-top: 1rem;
    display: flex;
    justify-content: space-between;
    align-items: center;
    color: var(--huitong-quiet);
    font-size: 0.8125rem;
  }
  .hint {
    margin: 0;
    color: var(--huitong-quiet);
    font-size: 0.8125rem;
  }
`;
