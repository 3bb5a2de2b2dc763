// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Objects;
import org.huitong.api.filter.Filter;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/** The one place where it is decided what somebody may. Denies by default. Provided by access. */
@ProviderType
public interface DecisionPoint {
    Decision decide(Asker asker, String permission);

    /** Which messages somebody may read; the door makes it part of its query. */
    Scope scope(Asker asker);

    /** What was decided, with a reason that the asker may read. */
    sealed interface Decision {
        record Allowed() implements Decision {}

        record Denied(LocalText reason) implements Decision {}
    }

    /** Which messages. */
    sealed interface Scope {
        /** Those that fit; everything is a filter, too. */
        record Within(Filter filter) implements Scope {
            public Within {
                Objects.requireNonNull(filter);
            }
        }

        record Nothing(LocalText reason) implements Scope {}
    }
}
