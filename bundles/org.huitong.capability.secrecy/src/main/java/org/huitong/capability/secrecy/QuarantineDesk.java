// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.MessageId;
import org.huitong.api.operation.Check;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.Writing;
import org.huitong.api.reader.Entry;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Where what the hub quarantined is taken down, told to the office and acknowledged. It knows no word of any of them, and
 * says in {@code /health} how many wait.
 */
@Component(
        configurationPid = "org.huitong.capability.secrecy",
        service = {QuarantineDesk.class, Check.class})
@Designate(ocd = SecrecyConfig.class)
public final class QuarantineDesk implements Check {
    static final String MANAGE = "quarantine.manage";
    private static final String SUBJECT = "quarantine";
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Transactions transactions;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;
    private final Office office;
    private volatile int waiting;

    @Activate
    public QuarantineDesk(
            @Reference Transactions transactions,
            @Reference(target = "(schema=secrecy)") Schema tables,
            @Reference Outbox outbox,
            @Reference Audit audit,
            @Reference Clock clock,
            SecrecyConfig config) {
        this(transactions, outbox, audit, clock, Office.of(config.office()));
    }

    QuarantineDesk(Transactions transactions, Outbox outbox, Audit audit, Clock clock, Office office) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.office = office;
        this.waiting = transactions.read(QuarantineShelf::waiting);
    }

    /** Takes one down and tells the office, once, in the transaction of the reader. */
    void quarantine(Connection transaction, Entry.Quarantined entry) throws SQLException {
        Instant now = clock.instant();
        if (!QuarantineShelf.add(transaction, entry, now)) {
            return;
        }
        audit.note(transaction, Deed.done(Doer.HUB, "quarantine.add", thing(entry.id())));
        // What is found when the log is read again was told of when it came, or is long past: it waits in the list.
        if (entry.liveness() != Entry.Liveness.REPLAYED) {
            for (int i = 0; i < office.to().size(); i++) {
                outbox.post(
                        transaction,
                        Letter.notice(
                                office.to().get(i),
                                new Writing.Text(news(entry)),
                                SUBJECT,
                                true,
                                entry.id().value() + ":" + i));
            }
        }
        count(transaction);
    }

    /** @return false where none of that id waits */
    boolean acknowledge(Asker asker, MessageId id) {
        return transactions.write(transaction -> {
            if (!QuarantineShelf.acknowledge(transaction, id, asker.account(), clock.instant())) {
                return false;
            }
            audit.note(transaction, Deed.done(Doer.of(asker), "quarantine.acknowledge", thing(id)));
            count(transaction);
            return true;
        });
    }

    List<Case> before(long seq, int most) {
        return transactions.read(connection -> QuarantineShelf.before(connection, seq, most));
    }

    private String news(Entry.Quarantined entry) {
        return "【保密】汇通收到一条带有国家秘密标志的消息，已隔离，任何人都看不到内容。\n平台 " + entry.platform() + "，发送时间 "
                + SHOWN.format(entry.sentAt().atZone(clock.zone())) + "，编号 "
                + entry.id().value() + "\n请按保密规定处置，并在页面“隔离”中确认。";
    }

    private static Thing thing(MessageId id) {
        return Thing.of("message", id.value());
    }

    private void count(Connection transaction) throws SQLException {
        int now = QuarantineShelf.waiting(transaction);
        transactions.afterwards(transaction, () -> waiting = now);
    }

    @Override
    public String name() {
        return SUBJECT;
    }

    @Override
    public Result result() {
        if (waiting > 0) {
            return Result.degraded(waiting + " messages bear the mark of a state secret and are quarantined;"
                    + " whoever is in charge sees to them and acknowledges them on the page Quarantine");
        }
        if (!office.unread().isEmpty() || office.to().isEmpty()) {
            return Result.degraded("nobody, or somebody unknown, is named to be told of state secrets; set office in"
                    + " org.huitong.capability.secrecy, as role:security-admin");
        }
        return Result.up("no message in quarantine waits to be acknowledged");
    }
}
