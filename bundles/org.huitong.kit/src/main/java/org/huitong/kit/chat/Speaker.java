// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.chat;

import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;

/** How far one may rely on it that a message was said by whom it names. */
public final class Speaker {
    /** They pass on the address that the sender wrote, and have let nobody log in (RFC 5321, 7.1; SMPP v5.0, 4.8.4.3). */
    private static final Set<String> BY_ADDRESS = Set.of("mail", "sms");

    private Speaker() {}

    /**
     * Whether the platform itself vouches for it, since somebody had to log in there to say it: only then a word may do
     * something in their name. What is merely addressed so anybody can have written.
     */
    public static boolean isVouchedFor(Message message) {
        return message.sender().kind() == Sender.Kind.PERSON
                && !BY_ADDRESS.contains(message.key().platform());
    }
}
