// SPDX-License-Identifier: Apache-2.0
// Who looks, when the company wants it so: name, number and time across whatever is shown, on paper too.
import { api } from './api.js';
import { locale } from './words.js';

const EACH_MINUTE = 60_000;
const WIDTH = 340;
const HEIGHT = 190;
/** Legible on a photograph, and no hindrance to reading; the middle grey is seen on light and on dark. */
const INK = 'rgb(128 128 128 / 0.17)';

class HuitongWatermark extends HTMLElement {
  #timer;

  connectedCallback() {
    this.setAttribute('aria-hidden', 'true');
    Object.assign(this.style, { position: 'fixed', inset: '0', pointerEvents: 'none', zIndex: '1000', printColorAdjust: 'exact' });
    this.#timer = setInterval(() => this.#look(), EACH_MINUTE);
    this.#look();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #look() {
    try {
      const { on, name, number } = await api.get('watermark');
      if (on) this.#write([`${name} ${number}`, new Date().toLocaleString(locale(), { dateStyle: 'short', timeStyle: 'short' })]);
      else this.style.backgroundImage = '';
    } catch {
      // Where nobody is asked for one there is none; what stands already stays while the hub is out of reach.
    }
  }

  #write(lines) {
    const canvas = document.createElement('canvas');
    const sharp = devicePixelRatio || 1;
    canvas.width = WIDTH * sharp;
    canvas.height = HEIGHT * sharp;
    const pen = canvas.getContext('2d');
    pen.scale(sharp, sharp);
    pen.translate(WIDTH / 2, HEIGHT / 2);
    pen.rotate(-Math.PI / 8);
    pen.fillStyle = INK;
    pen.textAlign = 'center';
    pen.font = `15px ${getComputedStyle(document.documentElement).getPropertyValue('--sl-font-sans') || 'sans-serif'}`;
    lines.forEach((line, i) => pen.fillText(line, 0, i * 22));
    this.style.backgroundImage = `url(${canvas.toDataURL()})`;
    this.style.backgroundSize = `${WIDTH}px ${HEIGHT}px`;
  }
}

customElements.define('huitong-watermark', HuitongWatermark);
