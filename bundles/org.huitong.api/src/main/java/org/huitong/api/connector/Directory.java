// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform tells who works at the company. It says what to do next and does nothing itself;
 * the hub makes the calls, keeps the place up to which it has read, and compares. Every call is {@link Call#harmless}.
 * Called as {@link MessageSender#send} is.
 *
 * <p>The hub asks for all departments, then for the people of each, one slice at a time: a slice is one errand, so it takes
 * few calls. What the platform holds back from this account is said with the slice in which that was seen, never passed
 * over: whoever is missing in a list that is not whole has not left.
 */
@ConsumerType
public interface Directory extends Connector {
    /** The department of those who stand in none: directly under the company, or let to be seen one by one. */
    String NOWHERE = "";

    /** What this account may do with the directory as it is configured now; answers at once. */
    Reach reach();

    /** The next step towards the company's id on the platform, as messages name it, where the configuration tells none. */
    default Step<String> tenant(Trail trail) {
        return Step.done(profile().tenant());
    }

    /** The next step towards the departments behind that cursor, but for the company itself; each may come twice. */
    Step<Slice<Department>> departments(Optional<String> cursor, Trail trail);

    /**
     * The next step towards the people of one department behind that cursor, without those of the departments below.
     *
     * @param department an id that was told, or {@link #NOWHERE}
     */
    Step<Slice<Member>> people(String department, Optional<String> cursor, Trail trail);

    /**
     * The next step of shutting an account out of the company's platform, in a way that its administrator can take back.
     * Only asked where {@link Reach#shuts}; an account that is shut out or gone already is done.
     *
     * @param account the platform's id of it, as messages and this directory name it
     */
    Step<Boolean> shutOut(String account, Trail trail);

    /**
     * What there is.
     *
     * @param reads whether the operator wants the directory to be read by this account
     * @param shuts whether the operator wants leavers to be shut out by this account, and the platform has a way
     * @param problem why it cannot be asked now, as a sentence that says what to mend and shows no secret
     */
    record Reach(boolean reads, boolean shuts, Optional<LocalText> problem) {
        public Reach {
            Objects.requireNonNull(problem);
        }
    }

    /**
     * A piece of a list.
     *
     * @param next where the following piece begins, in the connector's own words; empty at the end. It may be read by a
     *     later version of the same connector
     * @param withheld what the platform does not tell this account, as far as this answer shows it
     */
    record Slice<T>(List<T> items, Optional<String> next, List<Withheld> withheld) {
        public Slice {
            items = List.copyOf(items);
            Objects.requireNonNull(next);
            withheld = List.copyOf(withheld);
        }

        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "Slice[" + items.size() + "]";
        }
    }

    /**
     * Something that is there and not told.
     *
     * @param people whether somebody may be missing; else only something about those who are there
     * @param what a sentence for an operator, with what would change it
     */
    record Withheld(boolean people, LocalText what) {
        /** Of a department that was told and cannot be asked about any more: its people may be anywhere, and are not gone. */
        public static final Withheld OUT_OF_SIGHT = new Withheld(
                true,
                LocalText.of(
                        "读取期间有部门被删除或移出了可见范围，其中的人可能没有读到；下次读取时补上",
                        "a department was deleted or went out of sight while it was read, so its people may be missing; the"
                                + " next reading has them"));

        public Withheld {
            Objects.requireNonNull(what);
        }
    }

    /**
     * A department.
     *
     * @param above the department above; empty where the company is, or nothing that this account sees
     */
    record Department(String id, String name, Optional<String> above) {
        public Department {
            Objects.requireNonNull(id);
            Objects.requireNonNull(name);
            Objects.requireNonNull(above);
        }
    }

    /**
     * Somebody as the platform has them. What is empty is not told.
     *
     * @param ids the platform's ids of the account, that of its messages first
     * @param departments ids of all that the person stands in
     */
    record Member(
            List<String> ids,
            String name,
            String employee,
            List<String> departments,
            String post,
            String mail,
            String mobile) {
        public Member {
            ids = List.copyOf(ids);
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("a member has an id");
            }
            Objects.requireNonNull(name);
            Objects.requireNonNull(employee);
            departments = List.copyOf(departments);
            Objects.requireNonNull(post);
            Objects.requireNonNull(mail);
            Objects.requireNonNull(mobile);
        }

        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "Member[" + ids.get(0) + "]";
        }
    }
}
