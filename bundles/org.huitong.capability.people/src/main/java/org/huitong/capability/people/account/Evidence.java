// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;

/**
 * What speaks for whose an account is: what the platform lists with it that is somebody's here. A name is not among it; it
 * is told beside, for whoever decides.
 */
final class Evidence {
    private static final LocalText NOT_BY_ID =
            LocalText.of("没有人的工号、登录名或邮箱与它的编号相同", "nobody’s number, login or mail is one of its ids");
    private static final int LENGTH_OF_A_NUMBER = 11;

    private final Map<String, Set<String>> byEmployee = new HashMap<>();
    private final Map<String, Set<String>> byMail = new HashMap<>();
    private final Map<String, Set<String>> byMobile = new HashMap<>();

    Evidence(Roster roster) {
        roster.persons().stream().filter(Person::active).forEach(person -> {
            put(byEmployee, plain(person.employee()), person);
            person.mail().ifPresent(mail -> put(byMail, plain(mail), person));
            person.mobile().ifPresent(mobile -> put(byMobile, digits(mobile), person));
        });
    }

    private static void put(Map<String, Set<String>> index, String key, Person person) {
        if (!key.isEmpty()) {
            index.computeIfAbsent(key, x -> new HashSet<>()).add(person.id());
        }
    }

    /** Whom any of it is. */
    Set<String> persons(Listed listed) {
        Set<String> persons = new HashSet<>();
        persons.addAll(byEmployee.getOrDefault(plain(listed.employee()), Set.of()));
        persons.addAll(byMail.getOrDefault(plain(listed.mail()), Set.of()));
        persons.addAll(byMobile.getOrDefault(digits(listed.mobile()), Set.of()));
        return persons;
    }

    LocalText none(Optional<Listed> listed) {
        if (listed.isEmpty()) {
            return NOT_BY_ID;
        }
        Listed one = listed.get();
        boolean silent =
                one.employee().isEmpty() && one.mail().isEmpty() && one.mobile().isEmpty();
        String where = one.departments().isEmpty() ? "" : "；平台上的部门：" + String.join("、", one.departments());
        String place =
                one.departments().isEmpty() ? "" : "; its department there: " + String.join(", ", one.departments());
        return silent
                ? LocalText.of(
                        "平台通讯录没有给出工号、邮箱或手机，无从判断" + where,
                        "the platform lists neither number, mail nor telephone with it, so nothing tells whose it is"
                                + place)
                : LocalText.of(
                        "没有人的工号、登录名、邮箱或手机与平台通讯录中的相同" + where,
                        "nobody has a number, login, mail or telephone that the platform lists with it" + place);
    }

    LocalText several(Optional<Listed> listed) {
        return listed.isEmpty()
                ? LocalText.of("几个人的工号、登录名或邮箱与它的编号相同", "one of its ids is the number, login or mail of several persons")
                : LocalText.of(
                        "它的编号，或平台通讯录中的工号、邮箱、手机，与不同的人相同",
                        "its ids, or the number, mail and telephone that the platform lists with it, are different persons’");
    }

    /**
     * @param byId whether one of its ids is the person's number, login or mail
     * @param shown the name on the platform
     */
    LocalText reason(Person person, boolean byId, Optional<Listed> listed, Optional<String> shown) {
        boolean sameName = shown.filter(person.name()::equals).isPresent();
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        listed.ifPresent(one -> {
            if (byEmployee.getOrDefault(plain(one.employee()), Set.of()).contains(person.id())) {
                zh.add("工号");
                en.add("number");
            }
            if (byMail.getOrDefault(plain(one.mail()), Set.of()).contains(person.id())) {
                zh.add("邮箱");
                en.add("mail");
            }
            if (byMobile.getOrDefault(digits(one.mobile()), Set.of()).contains(person.id())) {
                zh.add("手机");
                en.add("telephone");
            }
        });
        String because = zh.isEmpty() ? "" : "平台通讯录中的" + String.join("、", zh) + "相同";
        String since = en.isEmpty() ? "" : "the platform lists the person’s " + String.join(", ", en) + " with it";
        String id = byId ? "编号与工号、登录名或邮箱相同" : "";
        String itsId = byId ? "its id is the person’s number, login or mail" : "";
        return LocalText.of(
                joined("，", id, because) + (sameName ? "，平台显示的姓名也相同" : "；平台显示的姓名不同或没有"),
                joined(", ", itsId, since)
                        + (sameName
                                ? ", and the platform shows the same name"
                                : "; the platform shows another name or none"));
    }

    private static String joined(String mark, String one, String other) {
        return one.isEmpty() ? other : other.isEmpty() ? one : one + mark + other;
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** With or without +86, blanks and dashes. */
    private static String digits(String number) {
        String digits = number.replaceAll("[^0-9]", "");
        return digits.length() > LENGTH_OF_A_NUMBER ? digits.substring(digits.length() - LENGTH_OF_A_NUMBER) : digits;
    }
}
