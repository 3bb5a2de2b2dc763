// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Objects;
import org.huitong.api.filter.Filter;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one place where it is decided what somebody may, by the rights of this moment. Denies by default. Provided by
 * access. It answers from memory, at once, on any thread.
 */
@ProviderType
public interface DecisionPoint {
    /**
     * @param act a permission, or {@code everybody}: whether they come with all that their account may, and not with a
     *     token that was made for less
     */
    Decision decide(Asker asker, Act act, On on);

    /** Whether they may do it at all. */
    default Decision decide(Asker asker, Act act) {
        return decide(asker, act, On.nothing());
    }

    /**
     * Whether they may come in by a way that needs it; the same as whether they may do it at all, and a use of it, see
     * {@link Uses}.
     */
    default Decision enters(Asker asker, Act act) {
        return decide(asker, act);
    }

    /**
     * Whether the menu shows it. The same as whether they may do it at all, but for who looks through the eyes of another:
     * they see that one's menu, and of what it leads to only what both of them may.
     */
    default Decision shows(Asker asker, Act act) {
        return decide(asker, act);
    }

    /**
     * Which messages somebody may use in this way; the door makes it part of its query. What is not reading reaches at
     * most as far as reading does.
     *
     * @param use such as {@link Permissions#READ} or {@code messages.export}
     */
    Scope scope(Asker asker, Act use);

    /**
     * Which messages a person may use in this way by their roles, whether or not they have an account here: for what is
     * sent to them where they are.
     *
     * @param person the hub's own id
     */
    default Scope scopeOfPerson(String person, Act use) {
        return new Scope.Nothing(LocalText.of("没有按人员判断权限的途径。", "Nobody decides here what persons may."));
    }

    /**
     * Whether a person may do it by their roles, whether or not they have an account here: for what they do where they are.
     *
     * @param person the hub's own id
     */
    default Decision decideForPerson(String person, Act act, On on) {
        return new Decision.Denied(LocalText.of("没有按人员判断权限的途径。", "Nobody decides here what persons may."));
    }

    /** What was decided, with a reason that the asker may read. */
    sealed interface Decision {
        record Allowed() implements Decision {}

        record Denied(LocalText reason) implements Decision {}

        default boolean allows() {
            return this instanceof Allowed;
        }
    }

    /** Which messages. Two that are equal let see the same. */
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
