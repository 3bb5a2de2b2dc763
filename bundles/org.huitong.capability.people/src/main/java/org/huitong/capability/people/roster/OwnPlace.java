// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Project;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * What of the roster decides what somebody may see and do: where they belong, which accounts are theirs, what they work
 * on, what lies below all that, whom they stand in for, lead and are above. Nobody changes it for themselves, whichever
 * way they go: by hand, by a list, by moving a department under their own. A charge for others may be laid down.
 */
record OwnPlace(
        boolean active,
        String company,
        Set<String> companies,
        Set<String> departments,
        List<PlatformAccount> accounts,
        Set<Project> projects) {
    /** @throws Problem the change moves its editor */
    static void check(RosterPicture before, RosterPicture after, String editor, LocalDate today) {
        boolean moved =
                before.person(editor).isPresent() && !of(before, editor, today).equals(of(after, editor, today));
        if (moved) {
            throw new Problem(
                    403,
                    "own-place",
                    LocalText.of(
                            "自己的公司、部门、账号和项目（以及它们的下级）要由他人修改，因为它们决定自己能看到什么。",
                            "Nobody changes their own company, departments, accounts and projects, nor what is below them:"
                                    + " they decide what one may see. Somebody else can."));
        }
        if (!charges(before, editor).containsAll(charges(after, editor))) {
            throw new Problem(
                    403,
                    "own-place",
                    LocalText.of(
                            "不能让自己成为别人的上级、代理人或部门、公司的负责人（导入也一样）：由此会得到别人的任务和审批。" + "请由另一位管理员登记；代理人也可以由请假的人自己指定。",
                            "Nobody makes themselves somebody's superior or deputy, or head of a department or company,"
                                    + " nor by a list: it brings others' tasks and approvals. Somebody else can; who is"
                                    + " away may name their deputy themselves."));
        }
    }

    /** What somebody does for others: whom they stand in for and when, whom they are above, what they lead. */
    private static Set<String> charges(RosterPicture roster, String id) {
        Function<Person, Stream<String>> of = person -> Stream.concat(
                person.superior().filter(id::equals).map(me -> "above " + person.id()).stream(),
                person
                        .absent()
                        .filter(away -> away.deputy().filter(id::equals).isPresent())
                        .map(away -> "for " + person.id() + " " + away.from() + " " + away.to())
                        .stream());
        return Stream.of(
                        roster.persons().stream().flatMap(of),
                        roster.departments().stream()
                                .filter(one -> one.head().filter(id::equals).isPresent())
                                .map(Department::id),
                        roster.companiesLed(id).stream())
                .flatMap(charges -> charges)
                .collect(Collectors.toSet());
    }

    private static OwnPlace of(RosterPicture roster, String id, LocalDate today) {
        Person person = roster.person(id).orElseThrow();
        Set<String> companies = roster.companyTree(person.company());
        Set<String> departments = new TreeSet<>();
        person.departments(today).forEach(department -> departments.addAll(roster.tree(department)));
        return new OwnPlace(
                person.active(),
                person.company(),
                companies,
                known(roster, departments),
                person.accounts(),
                roster.projectsOf(id).stream().collect(Collectors.toSet()));
    }

    /** With the company of each: it is moved as well by moving to another one. */
    private static Set<String> known(RosterPicture roster, Set<String> departments) {
        return departments.stream()
                .map(id -> id + " "
                        + roster.department(id).map(Department::company).orElse(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
