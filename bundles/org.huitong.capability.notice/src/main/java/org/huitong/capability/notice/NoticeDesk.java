// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Clearance;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where staff are told, and say that they were. By consent an account is live only once everybody who has an account on
 * its platform has acknowledged; on any other basis it is enough that all are told, and who has not acknowledged is
 * listed. Another version is acknowledged anew.
 */
@Component(service = {NoticeDesk.class, Clearance.class})
public final class NoticeDesk implements Clearance {
    private static final LocalText NO_NOTICE =
            LocalText.of("还没有发布告知书（含处理依据和影响评估）", "no notice was published, with its lawful basis and its assessment");

    private final Transactions transactions;
    private final NoticeShelf shelf;
    private final People people;
    private final Audit audit;
    private final Clock clock;
    private volatile Standing standing;

    /** What is in force, and who has acknowledged it. */
    record Standing(Optional<Notice> notice, Map<String, Instant> acknowledged) {}

    @Activate
    public NoticeDesk(
            @Reference Transactions transactions,
            @Reference(target = "(schema=notice)") Schema tables,
            @Reference Vault vault,
            @Reference People people,
            @Reference Audit audit,
            @Reference Clock clock) {
        this(transactions, vault, people, audit, clock);
    }

    NoticeDesk(Transactions transactions, Vault vault, People people, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.shelf = new NoticeShelf(vault);
        this.people = people;
        this.audit = audit;
        this.clock = clock;
        this.standing = transactions.read(this::read);
    }

    private Standing read(Connection connection) throws SQLException {
        Optional<Notice> notice = shelf.newest(connection);
        return new Standing(
                notice,
                notice.isEmpty()
                        ? Map.of()
                        : Map.copyOf(shelf.acknowledged(connection, notice.get().version())));
    }

    Standing standing() {
        return standing;
    }

    /**
     * Publishes the next version.
     *
     * @param seen the version that was in force when it was written, 0 before the first
     * @throws Problem where another was published meanwhile
     */
    synchronized Notice publish(Asker by, int seen, String text, Basis basis, String assessment) {
        return transactions.write(connection -> {
            int newest = shelf.newest(connection).map(Notice::version).orElse(0);
            if (newest != seen) {
                throw new Problem(
                        409,
                        "changed-meanwhile",
                        LocalText.of(
                                "告知书刚被别人更新过，请重新打开。", "Somebody published another notice meanwhile; load it again."));
            }
            Notice notice =
                    new Notice(newest + 1, text, basis, assessment, Instant.ofEpochMilli(clock.millis()), by.account());
            shelf.add(connection, notice);
            audit.note(connection, Deed.done(Doer.of(by), "notice.publish", thing(notice.version())));
            transactions.afterwards(connection, () -> standing = new Standing(Optional.of(notice), Map.of()));
            return notice;
        });
    }

    /**
     * Somebody has read it; said twice it is said once.
     *
     * @throws Problem where another version is in force, or the account is nobody's who works here
     */
    synchronized Instant acknowledge(Asker by, int version) {
        Person person = by.person()
                .flatMap(people.roster()::person)
                .filter(Person::active)
                .orElseThrow(() -> new Problem(
                        409,
                        "nobody",
                        LocalText.of(
                                "您的登录账号还没有关联通讯录里的人员，请联系管理员。",
                                "Your account is nobody’s in the directory yet; ask an administrator.")));
        return transactions.write(connection -> {
            Standing now = read(connection);
            if (now.notice().map(Notice::version).filter(v -> v == version).isEmpty()) {
                throw new Problem(
                        409,
                        "another-version",
                        LocalText.of("告知书已更新，请阅读最新的版本。", "Another version is in force; read that one."));
            }
            Optional<Instant> before = Optional.ofNullable(now.acknowledged().get(person.id()));
            if (before.isPresent()) {
                return before.get();
            }
            Instant at = Instant.ofEpochMilli(clock.millis());
            shelf.acknowledge(connection, version, person.id(), at);
            audit.note(connection, Deed.done(Doer.of(by), "notice.acknowledge", thing(version)));
            Map<String, Instant> all = new HashMap<>(now.acknowledged());
            all.put(person.id(), at);
            transactions.afterwards(connection, () -> standing = new Standing(now.notice(), Map.copyOf(all)));
            return at;
        });
    }

    /** Who works here and has not acknowledged what is in force. */
    List<Person> outstanding() {
        Map<String, Instant> acknowledged = standing.acknowledged();
        return staff().stream()
                .filter(person -> !acknowledged.containsKey(person.id()))
                .toList();
    }

    /** What people call the departments that somebody belongs to today. */
    List<String> departments(Person person) {
        Roster roster = people.roster();
        return person.departments(LocalDate.ofInstant(clock.instant(), clock.zone())).stream()
                .flatMap(department -> roster.name(department).stream())
                .toList();
    }

    /** Everybody who works here. */
    List<Person> staff() {
        return people.roster().persons().stream().filter(Person::active).toList();
    }

    @Override
    public Optional<LocalText> lacking(String platform, String account) {
        Standing now = standing;
        if (now.notice().isEmpty()) {
            return Optional.of(NO_NOTICE);
        }
        if (now.notice().get().basis() != Basis.CONSENT) {
            return Optional.empty();
        }
        long missing = outstanding().stream()
                .filter(person -> person.accounts().stream()
                        .anyMatch(one -> one.platform().equals(platform)))
                .count();
        return missing == 0
                ? Optional.empty()
                : Optional.of(LocalText.of(
                        "处理依据是同意，还有 " + missing + " 人没有确认告知书",
                        "the basis is consent, and " + missing + " people have not acknowledged the notice"));
    }

    private static Thing thing(int version) {
        return Thing.of("notice", Integer.toString(version));
    }
}
