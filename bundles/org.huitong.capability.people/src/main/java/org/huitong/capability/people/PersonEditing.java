// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import static org.huitong.capability.people.Clean.bad;
import static org.huitong.capability.people.Clean.conflict;
import static org.huitong.capability.people.Clean.known;
import static org.huitong.capability.people.Clean.list;
import static org.huitong.capability.people.Clean.needed;
import static org.huitong.capability.people.Clean.optional;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.capability.people.PersonJson.AbsenceJson;
import org.huitong.capability.people.PersonJson.AccountJson;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.Kind;
import org.huitong.capability.people.roster.Memberships;
import org.huitong.capability.people.roster.RosterPicture;

/** Makes of what a caller sends the person that is meant, by what the roster holds. */
final class PersonEditing {
    private static final int MOST = 50;
    private static final int LONGEST_ID = 256;
    private static final LocalText PERSON = LocalText.of("人员", "person");
    private static final LocalText DEPARTMENT = LocalText.of("部门", "department");

    private final Draft draft;
    private final LocalDate today;

    PersonEditing(Draft draft, LocalDate today) {
        this.draft = draft;
        this.today = today;
    }

    /** @return the id */
    String add(PersonJson json) {
        String id = draft.newId(Kind.PERSON);
        draft.put(person(id, json, Optional.empty()));
        return id;
    }

    void replace(Person before, PersonJson json) {
        draft.put(person(before.id(), json, Optional.of(before)));
    }

    private Person person(String id, PersonJson json, Optional<Person> before) {
        String company = needed(LocalText.of("公司", "company"), json.company());
        known(LocalText.of("公司", "company"), company, draft.base().company(company));
        Person.State state = state(json.state());
        List<String> departments = state == Person.State.LEFT ? List.of() : departments(json.departments());
        Person person = new Person(
                id,
                optional(LocalText.of("工号", "employee number"), Optional.ofNullable(json.employee()))
                        .orElse(""),
                needed(LocalText.of("姓名", "name"), json.name()),
                company,
                Memberships.become(
                        before.map(Person::memberships).orElse(List.of()),
                        departments,
                        today,
                        before.isPresent() ? today : Memberships.ALWAYS),
                optional(LocalText.of("岗位", "post"), json.post()).orElse(""),
                optional(LocalText.of("级别", "level"), json.level()).orElse(""),
                person(LocalText.of("上级", "superior"), json.superior()).filter(other -> !other.equals(id)),
                optional(LocalText.of("邮箱", "mail address"), json.mail()),
                optional(LocalText.of("手机", "mobile number"), json.mobile()),
                optional(LocalText.of("登录名", "login"), json.login()),
                accounts(id, json.accounts()),
                absence(json.absent()),
                state);
        unique(person);
        return person;
    }

    private static Person.State state(String word) {
        if (word == null || word.isBlank() || word.equals("active")) {
            return Person.State.ACTIVE;
        }
        if (word.equals("left")) {
            return Person.State.LEFT;
        }
        throw bad("状态是 active 或 left。", "The state is active or left.");
    }

    private List<String> departments(List<String> sent) {
        List<String> ids = list(sent, MOST).stream().distinct().toList();
        for (String id : ids) {
            Department department = known(DEPARTMENT, id, draft.base().department(id));
            if (department.closed()) {
                throw bad("部门“" + department.name() + "”已撤销。", "The department " + department.name() + " is closed.");
            }
        }
        return ids;
    }

    private Optional<String> person(LocalText field, Optional<String> sent) {
        Optional<String> id = optional(field, sent);
        id.ifPresent(other -> known(PERSON, other, draft.base().person(other)));
        return id;
    }

    private Optional<Absence> absence(Optional<AbsenceJson> sent) {
        if (sent == null || sent.isEmpty()) {
            return Optional.empty();
        }
        AbsenceJson absence = sent.get();
        if (absence.from() == null || absence.to() == null || absence.to().isBefore(absence.from())) {
            throw bad("请假要有开始和结束日期，结束不早于开始。", "An absence has a first and a last day, in that order.");
        }
        return Optional.of(
                new Absence(absence.from(), absence.to(), person(LocalText.of("代理人", "deputy"), absence.deputy())));
    }

    private List<PlatformAccount> accounts(String id, List<AccountJson> sent) {
        List<PlatformAccount> accounts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (AccountJson one : list(sent, MOST)) {
            String platform = needed(LocalText.of("平台", "platform"), one.platform());
            if (!platform.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
                throw bad("请给出平台的代号，例如 wecom。", "An account needs the word of a platform, such as wecom.");
            }
            String tenant = optional(LocalText.of("企业", "tenant"), Optional.ofNullable(one.tenant()))
                    .orElse(RosterPicture.FIRST_SEEN);
            List<String> ids = list(one.ids(), MOST).stream()
                    .map(text -> OneLine.of(text, LONGEST_ID)
                            .orElseThrow(() -> bad("账号编号不能为空。", "An id of an account is not blank.")))
                    .distinct()
                    .toList();
            if (ids.isEmpty()) {
                throw bad("账号至少要有一个编号。", "An account has at least one id.");
            }
            ids.forEach(platformId -> free(id, platform, tenant, platformId));
            if (!ids.stream().allMatch(platformId -> seen.add(platform + "\n" + tenant + "\n" + platformId))) {
                throw bad("同一个账号写了两次。", "An account is written down twice.");
            }
            accounts.add(new PlatformAccount(platform, tenant, ids, optional(LocalText.of("名称", "name"), one.name())));
        }
        return accounts;
    }

    private void free(String id, String platform, String tenant, String platformId) {
        draft.base()
                .holder(platform, tenant, platformId)
                .filter(holder -> !holder.id().equals(id))
                .ifPresent(holder -> {
                    throw conflict(
                            "account-taken",
                            "账号 " + platformId + " 已属于“" + holder.name() + "”。",
                            "The account " + platformId + " is " + holder.name() + "’s.");
                });
    }

    private void unique(Person person) {
        if (!person.active()) {
            return;
        }
        for (Person other : draft.base().persons()) {
            if (!other.active() || other.id().equals(person.id())) {
                continue;
            }
            if (!person.employee().isEmpty()
                    && other.employee().equals(person.employee())
                    && other.company().equals(person.company())) {
                throw conflict(
                        "employee-taken",
                        "工号 " + person.employee() + " 已属于“" + other.name() + "”。",
                        "The employee number " + person.employee() + " is " + other.name() + "’s.");
            }
            if (person.login().isPresent() && person.login().equals(other.login())) {
                throw conflict("login-taken", "登录名已属于“" + other.name() + "”。", "The login is " + other.name() + "’s.");
            }
        }
    }
}
