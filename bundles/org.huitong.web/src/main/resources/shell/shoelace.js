// SPDX-License-Identifier: Apache-2.0
// Registers the components that pages may use, and tells Shoelace where its icons are.
import 'shoelace/translations/zh-cn.js';
import 'shoelace/translations/en.js';
import { setBasePath } from 'shoelace/utilities/base-path.js';
import { registerIconLibrary } from 'shoelace/utilities/icon-library.js';
import 'shoelace/components/alert/alert.js';
import 'shoelace/components/badge/badge.js';
import 'shoelace/components/breadcrumb/breadcrumb.js';
import 'shoelace/components/breadcrumb-item/breadcrumb-item.js';
import 'shoelace/components/button/button.js';
import 'shoelace/components/button-group/button-group.js';
import 'shoelace/components/card/card.js';
import 'shoelace/components/checkbox/checkbox.js';
import 'shoelace/components/copy-button/copy-button.js';
import 'shoelace/components/details/details.js';
import 'shoelace/components/dialog/dialog.js';
import 'shoelace/components/divider/divider.js';
import 'shoelace/components/drawer/drawer.js';
import 'shoelace/components/dropdown/dropdown.js';
import 'shoelace/components/icon/icon.js';
import 'shoelace/components/icon-button/icon-button.js';
import 'shoelace/components/input/input.js';
import 'shoelace/components/menu/menu.js';
import 'shoelace/components/menu-item/menu-item.js';
import 'shoelace/components/menu-label/menu-label.js';
import 'shoelace/components/option/option.js';
import 'shoelace/components/popup/popup.js';
import 'shoelace/components/progress-bar/progress-bar.js';
import 'shoelace/components/radio/radio.js';
import 'shoelace/components/radio-button/radio-button.js';
import 'shoelace/components/radio-group/radio-group.js';
import 'shoelace/components/range/range.js';
import 'shoelace/components/relative-time/relative-time.js';
import 'shoelace/components/select/select.js';
import 'shoelace/components/skeleton/skeleton.js';
import 'shoelace/components/spinner/spinner.js';
import 'shoelace/components/split-panel/split-panel.js';
import 'shoelace/components/switch/switch.js';
import 'shoelace/components/tab/tab.js';
import 'shoelace/components/tab-group/tab-group.js';
import 'shoelace/components/tab-panel/tab-panel.js';
import 'shoelace/components/tag/tag.js';
import 'shoelace/components/textarea/textarea.js';
import 'shoelace/components/tooltip/tooltip.js';
import 'shoelace/components/tree/tree.js';
import 'shoelace/components/tree-item/tree-item.js';
import 'shoelace/components/visually-hidden/visually-hidden.js';

const base = `${document.querySelector('huitong-shell').getAttribute('lib')}/shoelace`;
setBasePath(base);

// Shoelace keeps these few as data: URLs, which the Content-Security-Policy does not let it fetch.
const OWN = new Set(['caret', 'indeterminate', 'radio']);
registerIconLibrary('system', {
  resolver: (name) => (OWN.has(name) ? new URL(`./icons/${name}.svg`, import.meta.url).href : `${base}/assets/icons/${name}.svg`),
});
