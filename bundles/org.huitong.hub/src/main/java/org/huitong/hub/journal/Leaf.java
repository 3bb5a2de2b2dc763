// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.Optional;
import org.huitong.api.message.Message;
import org.huitong.api.reader.Entry;

/**
 * One line of the log in memory, and behind it the copy of its message that readers are handed: made once, by whoever asks
 * for it first, and gone with the line. Most copies are the message itself and weigh nothing. Any thread; two that ask at
 * once may both make one.
 */
public final class Leaf {
    private final Entry entry;
    private volatile Made made;

    /** Makes copies; those that are equal make the same. */
    public interface Copyist {
        /** Empty where no word of it may be handed out. */
        Optional<Message> copy(Message message);
    }

    private record Made(Copyist by, Optional<Message> copy) {}

    public Leaf(Entry entry) {
        this.entry = entry;
    }

    public Entry entry() {
        return entry;
    }

    /** @param message the one of this line */
    public Optional<Message> copy(Copyist by, Message message) {
        Made there = made;
        if (there == null || !there.by().equals(by)) {
            there = new Made(by, by.copy(message));
            made = there;
        }
        return there.copy();
    }
}
