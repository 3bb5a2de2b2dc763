// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import java.util.List;
import java.util.Optional;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.Unavailable;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;

/**
 * What bears the mark of a state secret has no place in a hub: that it is here is told, and nobody is shown a word of it.
 * It is judged by what is said each time that it would leave the log, and by no finding that might be late.
 */
public final class Quarantine {
    private static final Unavailable WHY = new Unavailable(
            Unavailable.Reason.QUARANTINED,
            LocalText.of(
                    "此消息含国家秘密标志，已隔离，请联系保密办公室。",
                    "This message bears the mark of a state secret and is quarantined; ask the office for secrets."));

    private Quarantine() {}

    public static boolean holds(Message message) {
        return StateSecret.isIn(message.content());
    }

    /** Whether this is what {@link #without} left of it. */
    public static boolean isWithout(MessageView view) {
        return view.message().content().unavailable().equals(Optional.of(WHY));
    }

    /** The same without a word of it. */
    public static MessageView without(MessageView view) {
        Content content = view.message().content();
        Content none = new Content(
                content.type(),
                Optional.empty(),
                List.of(),
                content.event(),
                Optional.of(WHY),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
        return view.shown(view.message().saying(none, ""), List.of());
    }

    /** In a few words, for who may not do with it what they wanted. */
    public static LocalText why() {
        return WHY.detail();
    }
}
