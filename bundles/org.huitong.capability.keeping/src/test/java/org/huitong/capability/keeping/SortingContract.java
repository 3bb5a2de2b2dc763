// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huitong.capability.keeping.House.FINANCE;
import static org.huitong.capability.keeping.House.told;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Jobs;
import org.huitong.api.filter.Filter;
import org.huitong.api.web.Problem;
import org.huitong.capability.keeping.Sorting.Lot;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.Converters;

/** Which messages are due, and what holds them. */
interface SortingContract {
    House house();

    static KeepingConfig config(Map<String, String> settings) {
        return Converters.standardConverter().convert(settings).to(KeepingConfig.class);
    }

    @Test
    default void theLongestRuleWinsAndWhatIsYoungStays() {
        House house = house();
        house.says("m1", "旧闲聊", 400);
        house.says("m2", "旧发票", 400, FINANCE);
        house.says("m3", "很旧的发票", 1_200, FINANCE);
        house.says("m4", "新闲聊", 300);
        RecordsOffice office = house.office(config(Map.of()));
        assertThat(house.lots(office))
                .containsExactly(told("财务类", "很旧的发票", Lot.ARCHIVE), told("一般消息", "旧闲聊", Lot.ARCHIVE));
        RecordsOffice.Preview preview = office.preview(house.clock.instant(), Duration.ofMinutes(1));
        assertThat(preview.counts()).isEqualTo(new Counts(2, 0, 0, 0, 0));
        assertThat(preview.complete()).isTrue();
    }

    @Test
    default void holdsAndOpenTasksWinOverEveryRule() {
        House house = house();
        house.says("m1", "旧闲聊", 400);
        house.needed.add(house.says("m2", "还有任务", 400));
        house.says("m3", "案件", 400, FINANCE);
        house.rule("短", "{\"all\":[]}", "P7M", "destroy");
        RecordsOffice office = house.office(config(Map.of()));
        Hold hold = house.hold("诉讼一", new Filter.Marked(FINANCE.kind(), FINANCE.value()));
        house.clock.leap(Duration.ofDays(3 * 365));
        assertThat(house.lots(office))
                .containsExactly(
                        told("财务类", "案件", Lot.HELD),
                        told("一般消息", "旧闲聊", Lot.ARCHIVE),
                        told("一般消息", "还有任务", Lot.NEEDED));
        house.statutes.holds().remove(hold.id(), House.LI);
        assertThat(house.lots(office)).contains(told("财务类", "案件", Lot.ARCHIVE));
    }

    @Test
    default void aHoldEndsByItself() {
        House house = house();
        house.says("m1", "旧闲聊", 400);
        Instant end = house.clock.instant().plus(Duration.ofDays(10));
        Hold hold = new Hold(0, 0, "检查", Filter.everything(), "例行检查", Optional.of(end));
        house.statutes.holds().add(hold, House.LI);
        RecordsOffice office = house.office(config(Map.of()));
        assertThat(house.lots(office)).containsExactly(told("一般消息", "旧闲聊", Lot.HELD));
        house.clock.set(end);
        assertThat(house.lots(office)).containsExactly(told("一般消息", "旧闲聊", Lot.ARCHIVE));
        assertThat(house.statutes.holds().newest().items().get(0).reason()).isEqualTo("例行检查");
    }

    @Test
    default void whatNoRuleSpeaksOfStays() {
        House house = house();
        house.says("m1", "旧闲聊", 4_000);
        house.statutes.rules().newest().items().forEach(rule -> house.statutes
                .rules()
                .remove(rule.id(), House.LI));
        assertThat(house.lots(house.office(config(Map.of())))).isEmpty();
    }

    @Test
    default void manyPagesAreGoneThroughOnce() {
        House house = house();
        for (int i = 0; i < 450; i++) {
            house.says("m" + i, "第" + i, 400);
        }
        RecordsOffice office = house.office(config(Map.of()));
        assertThat(house.lots(office)).hasSize(450).doesNotHaveDuplicates();
    }

    @Test
    default void aRuleBelowTheLegalFloorIsRefused() {
        House house = house();
        for (String keep : List.of("P5M", "P90D", "P0D", "P-1Y", "PT24H", "")) {
            assertThatThrownBy(() -> house.rule("短", "{\"all\":[]}", keep, "destroy"))
                    .as(keep)
                    .isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> house.rule("词", "{\"words\":\"合同\"}", "P1Y", "archive"))
                .isInstanceOf(Problem.class);
        assertThat(house.rule("半年", "{\"all\":[]}", "P6M", "destroy").id()).isEqualTo(3);
    }

    @Test
    default void theLegalFloorIsAskedOnEachDay() {
        Rule rule = new Rule(1, 1, "半年", Filter.everything(), Period.ofDays(181), Rule.Then.DESTROY, "制度");
        assertThat(rule.dueBefore(LocalDate.parse("2026-03-01"))).isEqualTo("2025-09-01");
        assertThat(rule.dueBefore(LocalDate.parse("2026-09-01"))).isEqualTo("2026-03-01");
    }

    @Test
    default void theEveningIsTheNextOneHere() {
        House house = house();
        RecordsOffice office = house.office(config(Map.of()));
        assertThat(office.due()).contains(Instant.parse("2026-11-30T14:00:00Z"));
        assertThat(office.next(Instant.parse("2026-11-30T14:00:00Z"))).isEqualTo("2026-12-01T14:00:00Z");
    }

    @Test
    default void eveningsThatPassedWhileTheHubWasDownAreMadeUpByOneRun() throws SQLException {
        House house = house();
        house.office(config(Map.of()));
        Instant missed = Instant.parse("2026-11-30T14:00:00Z");
        house.clock.set(Instant.parse("2026-12-03T01:00:00Z"));
        RecordsOffice office = house.office(config(Map.of()));
        assertThat(office.due()).contains(missed);
        assertThat(house.ordered).isEmpty();
        Alarm.After after = house.database.write(connection ->
                new DailyRun(office).ring(connection, new Alarm.Ring("daily", missed, house.clock.instant())));
        assertThat(after).isEqualTo(new Alarm.After.Again(Instant.parse("2026-12-03T14:00:00Z")));
        assertThat(house.ordered).extracting(Jobs.Order::kind).containsExactly(KeepingRun.NAME);
        // Another time of day holds from now on, and makes nothing up.
        assertThat(house.office(config(Map.of("time", "21:30"))).due()).contains(Instant.parse("2026-12-03T13:30:00Z"));
    }

    @Test
    default void whoOrdersARunBesideAnotherGetsThatOne() {
        House house = house();
        RecordsOffice office = house.office(config(Map.of()));
        ExecutorService atOnce = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<RecordsOffice.Ordered>> asked = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> ordered(house, office), atOnce))
                    .limit(4)
                    .toList();
            assertThat(asked.stream().map(CompletableFuture::join))
                    .containsExactlyInAnyOrder(
                            new RecordsOffice.Ordered("job-1", true),
                            new RecordsOffice.Ordered("job-1", false),
                            new RecordsOffice.Ordered("job-1", false),
                            new RecordsOffice.Ordered("job-1", false));
        } finally {
            atOnce.shutdownNow();
        }
        house.over.add("job-1");
        assertThat(ordered(house, office)).isEqualTo(new RecordsOffice.Ordered("job-2", true));
    }

    private static RecordsOffice.Ordered ordered(House house, RecordsOffice office) {
        RecordsOffice.Latest latest = office.latest();
        return house.database.write(c -> office.run(c, latest, "lixy"));
    }

    @Test
    default void whoSaidThatMessagesAreNeededIsMissedWhileAway() {
        House house = house();
        assertThat(house.claims.missing()).isEmpty();
        house.claims.add((transaction, messages) -> Set.of(), Map.of("huitong.claim", "cases"));
        assertThat(house.claims.missing()).isEmpty();
        Claims after = new Claims(house.database, DerbyStore.schema("keeping"));
        assertThat(after.missing()).containsExactly("cases", "tasks");
        assertThat(house.database.<Boolean>write(connection -> after.dismiss(connection, "cases")))
                .isTrue();
        assertThat(after.missing()).containsExactly("tasks");
    }
}
