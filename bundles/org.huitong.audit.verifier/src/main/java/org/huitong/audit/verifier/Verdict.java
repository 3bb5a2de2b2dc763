// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was found.
 *
 * @param looked how many entries were looked at
 * @param first the place of the first entry that is not as it was noted
 * @param trouble what is wrong with it; empty where nothing is
 * @param notes what should be known besides
 */
record Verdict(long looked, OptionalLong first, Optional<String> trouble, List<String> notes) {
    static Verdict whole(long looked, List<String> notes) {
        return new Verdict(looked, OptionalLong.empty(), Optional.empty(), List.copyOf(notes));
    }

    static Verdict broken(long looked, long first, String trouble, List<String> notes) {
        return new Verdict(
                looked, OptionalLong.of(first), Optional.of("entry " + first + ": " + trouble), List.copyOf(notes));
    }
}
