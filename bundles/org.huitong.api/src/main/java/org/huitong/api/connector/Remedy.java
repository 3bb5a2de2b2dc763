// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Locale;
import java.util.Objects;
import org.huitong.api.text.LocalText;

/**
 * What would let an account see more.
 *
 * @param how what is to be done, and where: a sentence for an operator, by the names of the platform's own console
 */
public record Remedy(Kind kind, LocalText how) {
    /** Who has to do something, and of what kind it is. */
    public enum Kind {
        /** A setting of the account in this hub. */
        SETTING,
        /** A permission, a subscription or a scope in the platform's console. */
        PERMISSION,
        /** Something that the company has to buy. */
        LICENCE,
        /** The robot has to be a member of the room. */
        ROBOT,
        /** The platform's archive of chats, as another account. */
        ARCHIVE,
        /** A connection that is held, in place of calls. */
        LINE;

        /** As it stands in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Remedy {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(how);
    }

    public static Remedy of(Kind kind, String zh, String en) {
        return new Remedy(kind, LocalText.of(zh, en));
    }
}
