// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Set;
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
        record Everything() implements Scope {}

        /** The messages that a finding puts into one of these departments. */
        record Departments(Set<String> departments) implements Scope {
            public Departments {
                departments = Set.copyOf(departments);
            }
        }

        record Nothing(LocalText reason) implements Scope {}
    }
}
