// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import org.huitong.api.message.Message;
import org.huitong.api.reader.Entry;

/** How much memory a line takes, roughly: its texts, and a share for everything around them. */
final class Weight {
    private static final long AROUND = 1_000;
    private static final long PER_CHARACTER = 2;

    private Weight() {}

    static long of(Entry entry) {
        if (entry instanceof Entry.Said said) {
            return AROUND + of(said.message());
        }
        if (entry instanceof Entry.Found found) {
            return AROUND + of(found.message());
        }
        if (entry instanceof Entry.Recalled recalled) {
            return AROUND + recalled.recall().payload().length() * PER_CHARACTER;
        }
        return AROUND;
    }

    private static long of(Message message) {
        int text = message.content().text().map(String::length).orElse(0);
        return (text + message.payload().length()) * PER_CHARACTER;
    }
}
