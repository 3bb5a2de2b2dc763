// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.util.Optional;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.text.LocalText;

/**
 * Whether anything can come in by an account, as sheet, ledger and acceptance see it alike.
 *
 * @param why what is wrong; empty where nothing is, or somebody wants it so
 */
public record Presence(Kind kind, Optional<LocalText> why) {
    /** The kinds of it. */
    public enum Kind {
        THERE,
        /** Something comes in, and not all is well. */
        STRAINED,
        AWAY,
        /** Somebody wants nothing to come in by it: that is no fault to be called for. */
        PAUSED
    }

    public static Presence of(Standing account) {
        if (account.paused()) {
            return new Presence(Kind.PAUSED, Optional.empty());
        }
        if (account.profile().isEmpty()) {
            return new Presence(Kind.AWAY, Optional.of(LocalText.of("连接器未运行", "its connector is away")));
        }
        if (account.problem().isPresent()) {
            return new Presence(Kind.AWAY, account.problem());
        }
        return new Presence(account.strain().isPresent() ? Kind.STRAINED : Kind.THERE, account.strain());
    }

    boolean is(Kind one) {
        return kind == one;
    }
}
