// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.people.Person;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** What staff are told and say that they were, on every database. */
interface NoticeContract {
    Instant NOW = Instant.parse("2026-11-30T01:00:00Z");
    Asker SECURITY = new Asker("security", "安全员", Optional.empty());

    /** With the schema {@code notice}, empty. */
    Transactions tables();

    /** One office, over these tables. */
    final class House {
        final Transactions tables;
        final HeardAudit audit = new HeardAudit();
        final TestClock clock = new TestClock(NOW);
        final Vault vault = new OneKeyVault();
        final NoticeDesk desk;

        House(Transactions tables) {
            this.tables = tables;
            this.desk = again();
        }

        /** As after a restart: all that is known comes from the tables. */
        NoticeDesk again() {
            FewPeople people = new FewPeople()
                    .with("p1", "wecom", Person.State.ACTIVE)
                    .with("p2", "dingtalk", Person.State.ACTIVE)
                    .with("p3", "wecom", Person.State.LEFT);
            return new NoticeDesk(tables, vault, people, audit, clock);
        }

        Notice publish(int seen, Basis basis) {
            return desk.publish(SECURITY, seen, "收集工作消息", basis, "风险低");
        }
    }

    private static Asker as(String person) {
        return new Asker("a-" + person, person, Optional.of(person));
    }

    @Test
    default void nothingIsLiveBeforeANoticeWithItsBasisAndItsAssessment() {
        House house = new House(tables());
        assertThat(house.desk.lacking("wecom", "sales")).isPresent();
        house.publish(0, Basis.RULES);
        assertThat(house.desk.lacking("wecom", "sales")).isEmpty();
        assertThat(house.again().lacking("wecom", "sales")).isEmpty();
        assertThat(house.again().standing().notice()).get().satisfies(notice -> {
            assertThat(notice.version()).isEqualTo(1);
            assertThat(notice.text()).isEqualTo("收集工作消息");
            assertThat(notice.assessment()).isEqualTo("风险低");
            assertThat(notice.at()).isEqualTo(NOW);
        });
        assertThat(house.audit.lines()).containsExactly("security notice.publish notice:1 done");
    }

    @Test
    default void byConsentEverybodyOnThePlatformHasToAcknowledge() {
        House house = new House(tables());
        house.publish(0, Basis.CONSENT);
        assertThat(house.desk.outstanding()).extracting(Person::id).containsExactlyInAnyOrder("p1", "p2");
        house.desk.acknowledge(as("p1"), 1);
        assertThat(house.desk.lacking("wecom", "sales")).isEmpty();
        assertThat(house.desk.lacking("dingtalk", "main")).isPresent();
        assertThat(house.again().outstanding()).extracting(Person::id).containsExactly("p2");
        house.publish(1, Basis.CONSENT);
        assertThat(house.desk.lacking("wecom", "sales"))
                .as("another version is acknowledged anew")
                .isPresent();
    }

    @Test
    default void saidTwiceItIsSaidOnce() {
        House house = new House(tables());
        house.publish(0, Basis.RULES);
        Instant first = house.desk.acknowledge(as("p1"), 1);
        house.clock.leap(Duration.ofHours(1));
        assertThat(house.desk.acknowledge(as("p1"), 1)).isEqualTo(first);
        assertThat(house.audit.lines())
                .filteredOn(line -> line.contains("acknowledge"))
                .hasSize(1);
    }

    @Test
    default void nobodyAcknowledgesAnotherVersionOrAsNobody() {
        House house = new House(tables());
        house.publish(0, Basis.RULES);
        house.publish(1, Basis.RULES);
        assertThatThrownBy(() -> house.desk.acknowledge(as("p1"), 1)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.desk.acknowledge(SECURITY, 2)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.desk.acknowledge(as("p3"), 2)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.publish(1, Basis.RULES))
                .as("written on an older one")
                .isInstanceOf(Problem.class);
        assertThat(house.desk.outstanding()).hasSize(2);
    }
}
