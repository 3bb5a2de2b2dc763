// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Right;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.capability.rights.Reach.Effective;

/**
 * Says a change of rights so that whoever is to approve it sees what comes of it: the roles before and after, and whose
 * messages the person will see from then on, or see no more. Pure.
 */
record ChangeInWords(Roster roster, Map<String, Role> roles, GrantInWords grants, LocalDate today) {
    private static final int MOST_NAMED = 20;
    private static final Set<String> OPENING = Set.of(Permissions.READ, Permissions.READ_ALL);

    LocalText of(RightsChange change) {
        return LocalText.of(said(change, true), said(change, false));
    }

    private String said(RightsChange change, boolean zh) {
        String name = roster.name(change.person()).orElse(change.person());
        return Stream.of(
                        (zh ? "角色：" : "Roles: ") + held(change.before(), zh) + " → " + held(change.after(), zh),
                        seen(
                                change.gained(),
                                change.lost(),
                                change.person(),
                                zh
                                        ? name + " 将新看到这 %d 人的消息："
                                        : name + " will newly see the messages of %d colleagues: ",
                                zh),
                        seen(
                                change.lost(),
                                change.gained(),
                                change.person(),
                                zh
                                        ? name + " 将不再看到这 %d 人的消息："
                                        : name + " will no more see the messages of %d colleagues: ",
                                zh),
                        powers(change.gained(), change.lost(), zh ? "新增权限：" : "May from then on: ", zh),
                        powers(change.lost(), change.gained(), zh ? "收回权限：" : "May no more: ", zh))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String held(List<Held> all, boolean zh) {
        return all.isEmpty()
                ? zh ? "仅员工" : "employee alone"
                : all.stream().map(held -> held(held, zh)).collect(Collectors.joining(zh ? "、" : ", "));
    }

    private String held(Held held, boolean zh) {
        String role = Optional.ofNullable(roles.get(held.role()))
                .map(Role::name)
                .map(text -> zh ? text.zh() : text.en())
                .orElse(held.role());
        String where = named(held).collect(Collectors.joining(" "));
        String until = held.until().map(day -> (zh ? "至 " : "until ") + day).orElse("");
        String more = Stream.of(where, until).filter(t -> !t.isEmpty()).collect(Collectors.joining(zh ? "，" : ", "));
        return more.isEmpty() ? role : role + (zh ? "（" + more + "）" : " (" + more + ")");
    }

    /** Whose messages some of these open, and none of the others. */
    private String seen(List<Effective> these, List<Effective> others, String self, String sentence, boolean zh) {
        Set<String> people = people(these);
        people.removeAll(people(others));
        people.remove(self);
        if (people.isEmpty()) {
            return "";
        }
        String names = people.stream()
                .limit(MOST_NAMED)
                .map(id -> roster.name(id).orElse(id))
                .collect(Collectors.joining(zh ? "、" : ", "));
        return String.format(sentence, people.size()) + names + (people.size() > MOST_NAMED ? "…" : "");
    }

    private Set<String> people(List<Effective> rights) {
        return rights.stream()
                .filter(one -> OPENING.contains(one.grant().permission()))
                .filter(one -> one.grant().where() != Where.DEPARTMENT_ROOMS)
                .map(Effective::right)
                .flatMap(this::people)
                .map(Person::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<Person> people(Right right) {
        return right.everywhere()
                ? roster.persons().stream().filter(Person::active)
                : right.departments().stream()
                        .sorted()
                        .flatMap(department -> roster.members(department, today).stream())
                        .filter(Person::active);
    }

    /** What both have said alike is no difference. */
    private String powers(List<Effective> rights, List<Effective> others, String sentence, boolean zh) {
        Set<String> same = others.stream().map(one -> power(one, zh)).collect(Collectors.toSet());
        String all = rights.stream()
                .map(one -> power(one, zh))
                .filter(power -> !same.contains(power))
                .distinct()
                .collect(Collectors.joining(zh ? "、" : ", "));
        return all.isEmpty() ? "" : sentence + all;
    }

    private String power(Effective one, boolean zh) {
        return grants.of(
                one.grant(),
                zh,
                Stream.concat(named(one.held()), one.held().until().map(day -> (zh ? "至 " : "until ") + day).stream()));
    }

    private Stream<String> named(Held held) {
        return Stream.concat(held.department().stream(), held.company().stream())
                .map(id -> roster.name(id).orElse(id));
    }
}
