// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.message.MessageId;
import org.huitong.api.operation.Check;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Entry.Liveness;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.Messages;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** What becomes of a message in quarantine, on every database. */
interface QuarantineContract {
    Instant SENT = Instant.parse("2026-03-10T06:30:00Z");
    Asker OFFICER = new Asker("officer", "保密员", Optional.empty());

    /** With the schema {@code secrecy}, empty. */
    Transactions tables();

    @Test
    default void theOfficeIsToldOnceAndWithoutAWord() {
        House house = new House(tables());
        MessageId id = house.takes("s1", 3, Liveness.LIVE);
        house.takes("s1", 9, Liveness.LATE);
        assertThat(house.outbox.letters()).hasSize(2).allSatisfy(letter -> {
            assertThat(((Writing.Text) letter.writing()).text())
                    .contains(id.value(), "wecom", "2026-03-10 14:30")
                    .doesNotContain("名单");
            assertThat(letter.urgent()).isTrue();
        });
        assertThat(house.outbox.letters())
                .extracting(letter -> letter.to())
                .containsExactly(new To.Role("security-admin", Optional.empty()), new To.Mail("bm@example.com"));
        assertThat(house.audit.lines()).containsExactly("-hub quarantine.add message:" + id.value() + " done");
        house.takes("s2", 12, Liveness.REPLAYED);
        assertThat(house.outbox.letters()).hasSize(2);
    }

    @Test
    default void itIsInTheHealthUntilSomebodyAcknowledgesIt() {
        House house = new House(tables());
        assertThat(house.desk.result().status()).isEqualTo(Check.Status.UP);
        MessageId id = house.takes("s1", 3, Liveness.LIVE);
        assertThat(house.desk.result().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(house.again().result().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(house.desk.acknowledge(OFFICER, id)).isTrue();
        assertThat(house.desk.acknowledge(OFFICER, id)).isFalse();
        assertThat(house.desk.result().status()).isEqualTo(Check.Status.UP);
        assertThat(house.audit.lines()).endsWith("officer quarantine.acknowledge message:" + id.value() + " done");
        assertThat(house.desk.before(Long.MAX_VALUE, 10)).singleElement().satisfies(one -> {
            assertThat(one.acknowledgedBy()).contains("officer");
            assertThat(one.platform()).isEqualTo("wecom");
            assertThat(one.sentAt()).isEqualTo(SENT);
        });
    }

    @Test
    default void theListGoesOnWhereItEnded() {
        House house = new House(tables());
        for (int i = 1; i <= 5; i++) {
            house.takes("s" + i, i, Liveness.LIVE);
        }
        assertThat(house.desk.before(Long.MAX_VALUE, 3)).extracting(Case::seq).containsExactly(5L, 4L, 3L);
        assertThat(house.desk.before(3, 3)).extracting(Case::seq).containsExactly(2L, 1L);
    }

    @Test
    default void anOfficeThatNobodyKnowsIsSaid() {
        House house = new House(tables(), "nobody");
        assertThat(house.desk.result().status()).isEqualTo(Check.Status.DEGRADED);
        house.takes("s1", 3, Liveness.LIVE);
        assertThat(house.outbox.letters()).isEmpty();
    }

    /** The desk with its reader. */
    final class House {
        final HeardOutbox outbox = new HeardOutbox();
        final HeardAudit audit = new HeardAudit();
        final Transactions tables;
        final QuarantineDesk desk;

        House(Transactions tables) {
            this(tables, "role:security-admin", " mail:bm@example.com ");
        }

        House(Transactions tables, String... office) {
            this.tables = tables;
            this.desk = new QuarantineDesk(tables, outbox, audit, new TestClock(), Office.of(office));
        }

        /** A hub that starts again. */
        QuarantineDesk again() {
            return new QuarantineDesk(tables, outbox, audit, new TestClock(), Office.of("role:security-admin"));
        }

        MessageId takes(String nativeId, long seq, Liveness liveness) {
            MessageId id = Messages.text(nativeId, "名单", SENT).id();
            tables.write(transaction -> {
                new QuarantineReader(desk)
                        .read(List.of(new Entry.Quarantined(seq, seq, liveness, id, "wecom", SENT)), transaction);
                return null;
            });
            return id;
        }
    }
}
