// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Readership;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《偏离表》: where Huitong does otherwise than is commonly asked for, and how that stands in this company today. */
@Component(service = Document.class)
@DocumentName(document = "deviations", document_permission = RolesResource.READ)
public final class DeviationsDocument implements Document {
    private static final LocalText TITLE = LocalText.of("偏离表", "Deviations from what is commonly asked for");
    private static final LocalText ALWAYS = LocalText.of("始终如此，没有开关", "always so; there is no switch");
    private static final Set<String> READING = Set.of(Permissions.READ, Permissions.READ_ALL);
    private static final int MOST_NAMED = 10;
    private static final List<Column> COLUMNS = List.of(
            Column.text("asked", LocalText.of("常见要求", "As it is asked for")),
            Column.text("done", LocalText.of("汇通的做法", "What Huitong does")),
            Column.text("why", LocalText.of("依据与风险", "Why")),
            Column.text("how", LocalText.of("需要时怎么办", "How to get what is needed")),
            Column.text("now", LocalText.of("本单位现状", "How it stands here")));

    private final RightsKeeper keeper;
    private final Readership readership;
    private final Assent assent;
    private final Clock clock;

    @Activate
    public DeviationsDocument(
            @Reference RightsKeeper keeper,
            @Reference Readership readership,
            @Reference Assent assent,
            @Reference Clock clock) {
        this.keeper = keeper;
        this.readership = readership;
        this.assent = assent;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        List<List<Cell>> rows = Arrays.stream(Deviation.values())
                .map(one -> List.of(
                        Cell.words(one.asked()),
                        Cell.words(one.done()),
                        Cell.words(one.why()),
                        Cell.words(one.how()),
                        Cell.words(now(one))))
                .toList();
        return Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(rows))
                .withNote(LocalText.of(
                        "“本单位现状”取自生成本表时的角色和账号；直接授予登录账号的其他权限见“登录账号”页。",
                        "How it stands is taken from the roles and accounts of the moment; what else logins were given directly"
                                + " stands on the page Logins."))
                .signedFor(asker);
    }

    private LocalText now(Deviation deviation) {
        return switch (deviation) {
            case EVERYTHING -> administrators();
            case EVERY_MESSAGE -> everyMessage();
            case APPROVED -> assent.standing().filter(Assent.Standing::asked).isPresent()
                    ? LocalText.of("授权须经审批", "rights wait for approvals")
                    : LocalText.of("偏离未生效：授权直接生效，没有审批", "not in force: rights count at once, without approvals");
            case HEADS -> LocalText.of(
                    "“部门负责人”角色 " + keeper.holdersOf("department-head").size() + " 人，均由人授予",
                    keeper.holdersOf("department-head").size() + " hold the role of a head, each given by somebody");
            case RECALLED -> holders("可查看撤回内容", "may read what was taken back", Permissions.READ_RECALLED::equals);
            case IMPERSONATE -> holders(
                    "可以他人视角查看",
                    "may look through others' eyes",
                    word -> word.equals(Permissions.VIEW_AS) || word.equals(Permissions.ALL_SECURITY));
            case OWN_RIGHTS, LOG -> ALWAYS;
        };
    }

    /** Whether this company gave those who manage the hub content beyond their own, by another role. */
    private LocalText administrators() {
        Set<String> managing = new TreeSet<>(keeper.of("system-admin", Optional.empty()));
        List<String> both = managing.stream()
                .filter(person -> keeper.effective(person).stream()
                        .anyMatch(one -> READING.contains(one.grant().permission())
                                && one.right().charge()))
                .flatMap(person -> keeper.nameOf(person).stream())
                .sorted()
                .toList();
        if (managing.isEmpty()) {
            return LocalText.of("没有人担任“系统管理员”角色", "nobody holds the role of a system administrator");
        }
        return both.isEmpty()
                ? LocalText.of(
                        "系统管理员 " + managing.size() + " 人，都没有查看他人消息的权限",
                        managing.size() + " system administrators, none of whom may read messages of others")
                : LocalText.of(
                        "系统管理员 " + managing.size() + " 人，其中另授了查看他人消息的权限：" + named(both, "、", " 等"),
                        managing.size() + " system administrators; these may read messages of others by another role: "
                                + named(both, ", ", " and more"));
    }

    private LocalText everyMessage() {
        Set<String> people = whoHolds(grant -> READING.contains(grant.permission()) && grant.where() == Where.ALL);
        // Who has it both ways is one.
        Stream<String> accounts = readership.logins().stream()
                .filter(Readership.Login::readsEverything)
                .filter(login -> login.person().filter(people::contains).isEmpty())
                .map(login -> login.name() + " (" + login.account() + ")");
        return told("可查看全部消息", "may read every message", Stream.concat(accounts, names(people)));
    }

    private LocalText holders(String zh, String en, Predicate<String> word) {
        return told(zh, en, names(whoHolds(grant -> word.test(grant.permission()))));
    }

    /** Those who hold today a role with such a grant. */
    private Set<String> whoHolds(Predicate<Grant> such) {
        return keeper.roles().stream()
                .filter(role -> role.grants().stream().anyMatch(such))
                .flatMap(role -> role.id().equals(Reach.EMPLOYEE)
                        ? everybody()
                        : keeper.of(role.id(), Optional.empty()).stream())
                .collect(Collectors.toSet());
    }

    private Stream<String> everybody() {
        return keeper.roster().stream()
                .flatMap(roster -> roster.persons().stream())
                .filter(Person::active)
                .map(Person::id);
    }

    private Stream<String> names(Set<String> people) {
        return people.stream().flatMap(person -> keeper.nameOf(person).stream());
    }

    /** @param names as many as there are of them: two may be called the same */
    private static LocalText told(String zh, String en, Stream<String> names) {
        List<String> who = names.sorted().toList();
        return who.isEmpty()
                ? LocalText.of("没有人经角色" + zh, "by a role nobody " + en)
                : LocalText.of(
                        who.size() + " 个" + zh + "：" + named(who, "、", " 等"),
                        who.size() + " " + en + ": " + named(who, ", ", " and more"));
    }

    private static String named(List<String> names, String between, String more) {
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(between))
                + (names.size() > MOST_NAMED ? more : "");
    }
}
