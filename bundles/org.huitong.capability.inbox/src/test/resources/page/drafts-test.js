// SPDX-License-Identifier: Apache-2.0
import { Drafts } from '/inbox-drafts.js';

const tests = {
  'the same words after a lost answer are the same letter'() {
    const drafts = new Drafts();
    drafts.write('hall', '你好 ');
    const first = drafts.letter('hall');
    drafts.failed('hall', first, 'offline');
    same(drafts.text('hall'), '你好 ');
    same(drafts.problem('hall'), 'offline');
    same(drafts.letter('hall').key, first.key);
    same(drafts.problem('hall'), null);
  },
  'taken back and sent after all it is the same letter'() {
    const drafts = new Drafts();
    drafts.write('hall', '你好');
    same(drafts.letter('hall').key, drafts.letter('hall').key);
  },
  'other words are another letter'() {
    const drafts = new Drafts();
    drafts.write('hall', '你好');
    const first = drafts.letter('hall');
    drafts.failed('hall', first, 'offline');
    drafts.write('hall', '您好');
    other(drafts.letter('hall').key, first.key);
  },
  'a draft belongs to its room'() {
    const drafts = new Drafts();
    drafts.write('hall', '给大厅');
    const hall = drafts.letter('hall');
    drafts.write('yard', '给院子');
    drafts.failed('hall', hall, 'offline');
    same(drafts.text('yard'), '给院子');
    same(drafts.problem('yard'), null);
    other(drafts.letter('yard').key, hall.key);
    same(drafts.text('hall'), '给大厅');
  },
  'what is sent is no draft any more, and what was written meanwhile is'() {
    const drafts = new Drafts();
    drafts.write('hall', '一');
    const one = drafts.letter('hall');
    drafts.sent('hall', one);
    same(drafts.text('hall'), '');
    same(drafts.letter('hall'), null);
    drafts.write('hall', '一');
    const two = drafts.letter('hall');
    other(two.key, one.key);
    drafts.write('hall', '一二');
    drafts.sent('hall', two);
    same(drafts.text('hall'), '一二');
  },
};

const said = [];
for (const [name, test] of Object.entries(tests)) {
  try {
    test();
    said.push(`ok ${name}`);
  } catch (problem) {
    said.push(`BAD ${name}: ${problem.message}`);
  }
}
document.getElementById('said').textContent = said.join('\n');
document.title = 'done';

function same(is, should) {
  if (is !== should) throw new Error(`${is} is not ${should}`);
}

function other(is, than) {
  if (is === than) throw new Error(`${is} is the same`);
}
