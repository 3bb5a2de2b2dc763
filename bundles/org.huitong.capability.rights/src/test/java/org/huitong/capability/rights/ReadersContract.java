// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Readership;
import org.huitong.api.access.Right;
import org.huitong.api.access.Rights;
import org.huitong.api.filter.Facts;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.people.Person;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Finding;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.capability.rights.Readers.Lack;
import org.huitong.capability.rights.ReadersJson.ReaderJson;
import org.huitong.capability.rights.ReadersJson.VerdictJson;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** Who may read a message, and why: never another answer than that of the rights by which it is decided. */
interface ReadersContract {
    ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    TestClock CLOCK = new TestClock(Group.TODAY.atTime(12, 0).atZone(ZONE).toInstant());
    Asker ADMIN = new Asker("admin", "admin", Optional.empty());

    Tables tables();

    private static RightsKeeper keeper(Tables tables, Group group, Rights told) {
        tables.begin();
        RightsKeeper keeper = new RightsKeeper(tables.entities(), told, new Hands(), new HeardAudit(), CLOCK);
        keeper.changed(group);
        return keeper;
    }

    @Test
    default void itSaysWhatTheRightsSayAndOfEachRoleWhichConditionFailed() {
        Group group = Group.of(120, 5);
        Told told = new Told();
        RightsKeeper keeper = keeper(tables(), group, told);
        List<Person> people = List.copyOf(group.persons.values());
        List.of("department-head", "executive", "agent", "message-clerk")
                .forEach(role -> give(keeper, people.get(3 * role.length()).id(), role));
        Random random = new Random(5);
        int reasons = 0;
        int lacks = 0;
        for (int i = 0; i < 150; i++) {
            Facts message = Said.of(i, group, random).facts();
            Readers readers = new Readers(group, keeper, told, message, CLOCK.instant());
            Readers.Page page = readers.page(Optional.empty(), 1_000);
            Set<String> shown = page.items().stream()
                    .map(reader -> reader.person().id())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> may = group.persons.keySet().stream()
                    .filter(id -> !told.admitting(id, message).isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(shown).isEqualTo(may);
            assertThat(page.total()).isEqualTo(may.size());
            for (String id : group.persons.keySet()) {
                Readers.Verdict verdict = readers.of(id).orElseThrow();
                assertThat(verdict.may()).isEqualTo(may.contains(id));
                assertThat(verdict.reader().because())
                        .allSatisfy(reason -> assertThat(reason.role()).isPresent());
                if (!verdict.may()) {
                    // Each role by itself says what failed: none that would have let them is passed over.
                    assertThat(verdict.lacks())
                            .allSatisfy(lack -> assertThat(lack.words()).isNotEmpty());
                    lacks += verdict.lacks().size();
                }
                reasons += verdict.reader().because().size();
            }
        }
        assertThat(reasons).isGreaterThan(500);
        assertThat(lacks).isGreaterThan(500);
    }

    @Test
    default void eachConditionIsSaidInWords() {
        Group group = Group.of(120, 5);
        Told told = new Told();
        RightsKeeper keeper = keeper(tables(), group, told);
        keeper.add(
                new Role(
                        "narrow",
                        0,
                        LocalText.of("文本", "Texts"),
                        List.of(new Grant(
                                Permissions.READ,
                                Where.ALL,
                                Set.of("wecom"),
                                Set.of(MessageType.TEXT),
                                Optional.of(Secrecy.PUBLIC)))),
                ADMIN);
        String person = someone(group);
        give(keeper, person, "narrow");
        Facts message = new Facts(
                "feishu",
                "t",
                "main",
                "room",
                "stranger",
                MessageType.FILE,
                CLOCK.instant(),
                org.huitong.api.stage.Priority.LOW,
                Set.of());
        Lack lack = new Readers(group, keeper, told, message, CLOCK.instant())
                .of(person).orElseThrow().lacks().stream()
                        .filter(one -> one.role().id().equals("narrow"))
                        .findFirst()
                        .orElseThrow();
        assertThat(lack.words())
                .extracting(LocalText::zh)
                .containsExactly("密级是“内部”，权限只到“公开”", "平台是 feishu，权限仅限 wecom", "类型是 file，权限仅限 text");
    }

    @Test
    default void whoMayNotReadItLearnsNothingAndEachLookIsNoted() {
        Group group = Group.of(120, 5);
        Told told = new Told();
        told.logins.add(new Readership.Login("boss", "老板", Optional.of(someone(group)), true));
        told.logins.add(new Readership.Login("robot", "归档程序", Optional.empty(), true));
        RightsKeeper keeper = keeper(tables(), group, told);
        MessageView view = new MessageView(
                7,
                Messages.text("m1", "机密的话"),
                CLOCK.instant(),
                1,
                false,
                List.of(new Finding("people", 1, "1", Set.of())));
        String id = view.id().value();
        GivenRights rights = new GivenRights()
                .give("knows", Permissions.READ_ALL, Permissions.READERS_OF)
                .give("reads", Permissions.READ_ALL);
        HeardAudit audit = new HeardAudit();
        ReadersResource resource = new ReadersResource(keeper, told, rights, door(view, rights), audit, CLOCK);
        ReadersJson readers = resource.readers(id, null, 50, by("knows"));
        assertThat(readers.items()).extracting(ReaderJson::person).containsExactly(someone(group));
        assertThat(readers.items().get(0).because().get(0).words().zh()).contains("boss", "查看全部消息");
        assertThat(readers.accounts()).hasSize(1);
        VerdictJson other = resource.verdict(others(group), id, by("knows"));
        assertThat(other.may()).isFalse();
        assertThat(audit.lines())
                .containsExactly(
                        "knows messages.readers message:" + id + " done",
                        "knows messages.readers message:" + id + " done");
        // Neither who may read it and not ask, nor who may ask and not read it; nor what is no id at all.
        for (String account : List.of("reads", "stranger")) {
            missing(() -> resource.readers(id, null, 50, by(account)));
            missing(() -> resource.verdict(someone(group), id, by(account)));
        }
        missing(() -> resource.readers("no id", null, 50, by("knows")));
        missing(() -> resource.verdict("nobody", id, by("knows")));
        assertThat(audit.lines()).hasSize(2);
    }

    @Test
    default void tenThousandComeInPages() {
        Group group = Group.of(10_000, 9);
        Told told = new Told();
        group.persons.values().stream()
                .filter(Person::active)
                .forEach(person -> told.rights.put(
                        person.id(),
                        List.of(new Right(
                                Permissions.READ, Filter.everything(), Set.of(), Set.of(), true, Optional.empty()))));
        RightsKeeper keeper = keeper(tables(), group, byPerson -> {});
        Facts message = Said.of(1, group, new Random(9)).facts();
        Readers readers = new Readers(group, keeper, told, message, CLOCK.instant());
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Readers.Page page = readers.page(after, 200);
            assertThat(page.total()).isEqualTo(told.rights.size());
            assertThat(page.items()).hasSizeLessThanOrEqualTo(200);
            page.items().forEach(reader -> seen.add(reader.person().id()));
            after = page.next();
        } while (after.isPresent());
        assertThat(seen).doesNotHaveDuplicates().hasSize(told.rights.size());
    }

    private static String someone(Group group) {
        return group.persons.values().stream()
                .filter(Person::active)
                .map(Person::id)
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private static String others(Group group) {
        return group.persons.values().stream()
                .filter(Person::active)
                .map(Person::id)
                .sorted()
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private static void give(RightsKeeper keeper, String person, String role) {
        keeper.give(
                new Holding(person, 0, List.of(new Held(role, Optional.empty(), Optional.empty(), Optional.empty()))),
                ADMIN);
    }

    private static void missing(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                .isEqualTo(404));
    }

    private static jakarta.ws.rs.core.SecurityContext by(String account) {
        return RightsKeeperContract.caller(new Asker(account, account, Optional.empty()));
    }

    /** The one message, for who may read it. */
    private static MessageDoor door(MessageView view, DecisionPoint decisions) {
        return (MessageDoor) Proxy.newProxyInstance(
                ReadersContract.class.getClassLoader(), new Class<?>[] {MessageDoor.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("find");
                    boolean may = decisions.scope((Asker) args[0], org.huitong.api.access.Act.of(Permissions.READ))
                            instanceof DecisionPoint.Scope.Within;
                    return may && view.id().equals(args[1]) ? Optional.of(view) : Optional.empty();
                });
    }

    /** What access was told, and says again. */
    final class Told implements Rights, Readership {
        final Map<String, List<Right>> rights = new ConcurrentHashMap<>();
        final List<Login> logins = new ArrayList<>();

        @Override
        public void replace(Map<String, List<Right>> byPerson) {
            rights.clear();
            rights.putAll(byPerson);
        }

        @Override
        public List<Right> admitting(String person, Facts message) {
            return rights.getOrDefault(person, List.of()).stream()
                    .filter(right -> right.permission().equals(Permissions.READ)
                            && right.holdsAt(CLOCK.instant())
                            && right.messages().admits(message))
                    .toList();
        }

        @Override
        public List<Login> logins() {
            return List.copyOf(logins);
        }
    }
}
