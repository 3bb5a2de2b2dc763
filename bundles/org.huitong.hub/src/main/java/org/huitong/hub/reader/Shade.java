// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import org.huitong.api.message.Message;
import org.huitong.api.reader.Entry;
import org.huitong.hub.masking.Masking;
import org.huitong.hub.masking.Quarantine;

/**
 * What readers are handed is masked unless they say that they need it whole, and of what is quarantined none is handed a
 * word: what goes out in a notice, a digest or a task has come through here.
 */
record Shade(Masking masking, boolean whole) {
    Entry over(Entry entry) {
        if (entry instanceof Entry.Said said) {
            return Quarantine.holds(said.message()) ? quarantined(said, said.message()) : whole ? said : masked(said);
        }
        if (entry instanceof Entry.Found found) {
            return Quarantine.holds(found.message())
                    ? quarantined(found, found.message())
                    : whole ? found : masked(found);
        }
        return entry;
    }

    private static Entry quarantined(Entry entry, Message message) {
        return new Entry.Quarantined(
                entry.seq(),
                entry.firstSeq(),
                entry.liveness(),
                entry.id(),
                message.key().platform(),
                message.sentAt());
    }

    private Entry masked(Entry.Said said) {
        return new Entry.Said(
                said.seq(),
                said.firstSeq(),
                said.liveness(),
                masking.veil().over(said.message()),
                said.version(),
                said.recalled(),
                said.receivedAt(),
                said.findings(),
                said.marks());
    }

    private Entry masked(Entry.Found found) {
        return new Entry.Found(
                found.seq(),
                found.firstSeq(),
                found.liveness(),
                masking.veil().over(found.message()),
                found.before(),
                found.finding(),
                found.marks());
    }
}
