// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.util.List;
import java.util.Optional;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;

/** The same person, with one thing changed. */
public final class With {
    private With() {}

    public static Person accounts(Person p, List<PlatformAccount> accounts) {
        return of(p, p.memberships(), p.superior(), accounts, p.absent(), p.state());
    }

    public static Person superior(Person p, Optional<String> superior) {
        return of(p, p.memberships(), superior, p.accounts(), p.absent(), p.state());
    }

    /** What else is known of somebody, and by which accounts they are known. */
    public static Person known(
            Person p, String post, Optional<String> mail, Optional<String> mobile, List<PlatformAccount> accounts) {
        return new Person(
                p.id(),
                p.employee(),
                p.name(),
                p.company(),
                p.memberships(),
                post,
                p.level(),
                p.superior(),
                mail,
                mobile,
                p.login(),
                accounts,
                p.absent(),
                p.state());
    }

    public static Person memberships(Person p, List<Membership> memberships) {
        return of(p, memberships, p.superior(), p.accounts(), p.absent(), p.state());
    }

    static Person gone(Person p, List<Membership> memberships) {
        return of(p, memberships, p.superior(), p.accounts(), Optional.empty(), Person.State.LEFT);
    }

    private static Person of(
            Person p,
            List<Membership> memberships,
            Optional<String> superior,
            List<PlatformAccount> accounts,
            Optional<Absence> absent,
            Person.State state) {
        return new Person(
                p.id(),
                p.employee(),
                p.name(),
                p.company(),
                memberships,
                p.post(),
                p.level(),
                superior,
                p.mail(),
                p.mobile(),
                p.login(),
                accounts,
                absent,
                state);
    }
}
