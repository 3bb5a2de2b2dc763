// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.chat;

import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** How far a message may do something in the name of whom it gives as its sender. */
public final class Speaker {
    /** They pass on the address that the sender wrote, and have let nobody log in (RFC 5321, 7.1; SMPP v5.0, 4.8.4.3). */
    private static final Set<String> BY_ADDRESS = Set.of("mail", "sms");

    private static final String WECOM = "wecom";
    /**
     * Whom a record of the archive is for; no call to a robot or an application has it:
     * developer.work.weixin.qq.com/document/path/91774.
     */
    private static final String ARCHIVED_FOR = "tolist";

    private Speaker() {}

    /**
     * Whether a word of it may do something in the sender's name. The platform vouches for it, since somebody had to log
     * in there to say it: what is merely addressed so anybody can have written. And it was said to a robot or an
     * application of ours: of what the archive overhears between people nothing is meant for the hub, and what was said
     * to the robot in a group comes by the robot too.
     */
    public static boolean mayCommand(Message message) {
        return message.sender().kind() == Sender.Kind.PERSON
                && !message.sender().isOurs()
                && !BY_ADDRESS.contains(message.key().platform())
                && !isOverheard(message);
    }

    /** The one thing in which both differ is what WeCom sent: archive, robot and application share platform and company. */
    private static boolean isOverheard(Message message) {
        return message.key().platform().equals(WECOM)
                && message.payload().contains('"' + ARCHIVED_FOR + '"')
                && Json.read(message.payload()) instanceof Parsed.Good<Json> record
                && record.value().at(ARCHIVED_FOR).exists();
    }
}
