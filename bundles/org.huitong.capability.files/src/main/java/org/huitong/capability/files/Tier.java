// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.filter.Secrecy;

/**
 * What holds for handing on files of one secrecy.
 *
 * @param roles of which one is needed to hand them on; empty: whoever may hand on files at all
 * @param asking when whoever leads the sender is asked before
 * @param leaves whether the file itself goes to the chat platforms; else it is told of there, and taken from the hub alone
 * @param days how long it may be taken
 * @param version grows with every change; 0 as delivered
 */
record Tier(Secrecy secrecy, List<String> roles, Asking asking, boolean leaves, int days, int version) {
    static final int LONGEST_DAYS = 365;

    /** When the head of the sender is asked. */
    enum Asking {
        NEVER("never"),
        /** Where somebody of another department or company gets it. */
        ELSEWHERE("elsewhere"),
        ALWAYS("always");

        private final String word;

        Asking(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Optional<Asking> ofWord(String word) {
            return Arrays.stream(values()).filter(a -> a.word.equals(word)).findFirst();
        }
    }

    Tier {
        Objects.requireNonNull(secrecy);
        roles = List.copyOf(roles);
        Objects.requireNonNull(asking);
    }

    /** As delivered: only the management of the group hands on what is the core of the business. */
    static Tier delivered(Secrecy secrecy) {
        return switch (secrecy) {
            case PUBLIC -> new Tier(secrecy, List.of(), Asking.NEVER, true, 30, 0);
            case INTERNAL -> new Tier(secrecy, List.of(), Asking.ELSEWHERE, true, 14, 0);
            case SECRET -> new Tier(secrecy, List.of(), Asking.ALWAYS, false, 7, 0);
            case CONFIDENTIAL -> new Tier(secrecy, List.of("executive"), Asking.NEVER, false, 7, 0);
        };
    }
}
