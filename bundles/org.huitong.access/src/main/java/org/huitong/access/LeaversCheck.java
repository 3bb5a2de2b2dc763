// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.List;
import org.huitong.api.operation.Check;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether somebody who has left can still log in: the last administrator, or whose account was opened by hand. */
@Component(service = Check.class)
public final class LeaversCheck implements Check {
    private final Desk desk;

    // The roster is a plug's: without it nobody is known to have left.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile People people;

    @Activate
    public LeaversCheck(@Reference Desk desk) {
        this.desk = desk;
    }

    LeaversCheck(Desk desk, People people) {
        this(desk);
        this.people = people;
    }

    @Override
    public String name() {
        return "leavers";
    }

    @Override
    public Result result() {
        People known = people;
        if (known == null) {
            return Result.up("Who has left is not known: no directory of people is here.");
        }
        List<String> open = open(known.roster());
        return open.isEmpty()
                ? Result.up("Nobody who has left can log in.")
                : Result.degraded("People who have left can log in: " + String.join(", ", open)
                        + ". Shut these accounts on the page of people, or make somebody else administrator first."
                        + " 已离职的人仍可登录：请在“登录账号”中停用账号；最后一位管理员请先交接。");
    }

    private List<String> open(Roster roster) {
        return desk.accounts().list().stream()
                .filter(Account::isOpen)
                .filter(account -> account.person()
                        .flatMap(roster::person)
                        .filter(person -> person.state() == Person.State.LEFT)
                        .isPresent())
                .map(Account::name)
                .toList();
    }
}
