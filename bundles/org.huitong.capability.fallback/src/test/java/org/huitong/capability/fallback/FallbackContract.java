// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Ticks;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.operation.SendingBoard;
import org.huitong.api.outbox.Detour;
import org.huitong.api.outbox.Detour.Way;
import org.huitong.api.web.Problem;
import org.huitong.capability.fallback.ChainJson.WayJson;
import org.huitong.capability.fallback.FallbackResource.DrillJson;
import org.huitong.store.Database;
import org.huitong.store.Migrations;
import org.huitong.store.Migrator;
import org.huitong.testkit.Caller;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of chains, switches and drills, on whatever database. */
abstract class FallbackContract {
    private static final Asker WANG = new Asker("wangm", "王敏", Optional.of("p1"));
    private static final Doer BY_WANG = Doer.of(WANG);
    private static final Ticks NO_TICKS = new Ticks() {
        @Override
        public Tick after(Duration pause, Runnable work) {
            return () -> {};
        }

        @Override
        public Tick every(Duration pause, Runnable work) {
            return () -> {};
        }
    };

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-30T02:00:00Z"));
    private final HeardAudit audit = new HeardAudit();
    private final GivenRights rights = new GivenRights();
    private Database store;
    private ChainKeeper chains;
    private Switches switches;
    private Signposts signposts;
    private DrillHall hall;

    abstract Database database(Path in);

    /** Everybody has DingTalk, p1 mail besides, and p2 a telephone. */
    private final SendingBoard board = new SendingBoard() {
        @Override
        public List<Sending> sendings() {
            return List.of(
                    new Sending("dingtalk", "sales", Light.DOWN, Optional.empty(), Optional.of(clock.instant()), 0, 0));
        }

        @Override
        public List<Reached> reach(String person) {
            List<Reached> ways = new ArrayList<>(List.of(new Reached("dingtalk", "sales")));
            if (person.equals("p1")) {
                ways.add(new Reached("mail", "hub"));
            }
            if (person.equals("p2")) {
                ways.add(new Reached("sms", "gate"));
            }
            return ways;
        }
    };

    @BeforeEach
    void open() throws IOException {
        store = database(folder);
        new Migrator(store, InstantSource.system())
                .migrate(Migrations.of(FallbackContract.class, "fallback", store.dialect()));
        chains = new ChainKeeper(
                store, store.entities("fallback"), DerbyStore.schema("fallback"), audit, clock, NO_TICKS);
        switches = new Switches(store, DerbyStore.schema("fallback"), audit, clock, NO_TICKS);
        signposts = new Signposts(() -> chains.inForce().items(), Firm::roster, switches, clock);
        DrillShelf shelf = new DrillShelf(store, new OneKeyVault());
        hall = new DrillHall(shelf, signposts, board, Firm::roster, rights, audit, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void asDeliveredWhatIsUrgentHasAWayRound() {
        Detour detour = signposts.of("p1", true).orElseThrow();
        assertThat(detour.ways())
                .extracting(Way::platform)
                .containsExactly("dingtalk", "wecom", "feishu", "mail", "sms");
        assertThat(detour.after()).isEqualTo(Duration.ofMinutes(2));
        assertThat(detour.budget()).isEqualTo(5_000);
        assertThat(detour.day()).isEqualTo(Instant.parse("2026-11-29T16:00:00Z"));
        assertThat(signposts.of("p1", false)).isEmpty();
    }

    @Test
    void theNarrowestChainIsTakenAndAChangeIsAVersionAndNoted() {
        FallbackResource resource = new FallbackResource(chains, switches, hall, board);
        ChainJson wanted = new ChainJson(
                null, null, "置业", false, Optional.of("c2"), List.of(new WayJson("mail", null)), "PT10M", 0, true);
        chains.shelf().add(wanted.chain(0), BY_WANG);
        chains.renew();
        assertThat(signposts.of("p4", false).orElseThrow().ways()).containsExactly(new Way("mail", 0));
        assertThat(signposts.of("p4", true).orElseThrow().after()).isEqualTo(Duration.ofMinutes(10));
        assertThat(signposts.of("p1", true).orElseThrow().chain()).isEqualTo("1");
        assertThat(signposts.of("p1", false)).isEmpty();
        assertThat(audit.lines()).singleElement().asString().startsWith("wangm fallback.change fallback-chain:2");
        assertThatThrownBy(() -> resource.replace(2, wanted, new Caller(WANG)))
                .as("who has not read it")
                .isInstanceOf(Problem.class);
        resource.remove(2, new Caller(WANG));
        assertThat(signposts.of("p4", false)).isEmpty();
    }

    @Test
    void aDaughtersOwnChainGoesBeforeThatOfTheGroup() {
        FallbackResource resource = new FallbackResource(chains, switches, hall, board);
        for (String company : List.of("c1", "c2")) {
            ChainJson theirs = new ChainJson(
                    null, null, company, true, Optional.of(company), List.of(new WayJson("mail", 0)), "PT1M", 0, true);
            resource.add(theirs, new Caller(WANG));
        }
        assertThat(signposts.of("p1", true).orElseThrow().chain()).isEqualTo("2");
        assertThat(signposts.of("p4", true).orElseThrow().chain()).isEqualTo("3");
        assertThat(signposts.of("p99", true).orElseThrow().chain()).isEqualTo("1");
    }

    @Test
    void whatCannotBeFollowedIsRefusedInWords() {
        FallbackResource resource = new FallbackResource(chains, switches, hall, board);
        List<List<WayJson>> bad = List.of(
                List.of(),
                List.of(new WayJson("mail", -1)),
                List.of(new WayJson("no such\nword", 0)),
                List.of(new WayJson("mail", 0), new WayJson("mail", 1)));
        for (List<WayJson> ways : bad) {
            assertThatThrownBy(() ->
                            new ChainJson(null, null, "x", true, Optional.empty(), ways, "PT2M", 0, true).chain(0))
                    .as("%s", ways)
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(400));
        }
        for (String company : List.of("c99", "c".repeat(65))) {
            ChainJson nobodys = new ChainJson(
                    null, null, "x", true, Optional.of(company), List.of(new WayJson("mail", 0)), "PT2M", 0, true);
            assertThatThrownBy(() -> resource.add(nobodys, new Caller(WANG)))
                    .as(company)
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(400));
        }
        assertThat(chains.shelf().newest().version()).isEqualTo(1);
        for (String after : List.of("soon", "P2D", "-PT1M")) {
            assertThatThrownBy(() -> new ChainJson(
                                    null, null, "x", true, null, List.of(new WayJson("mail", 0)), after, 0, true)
                            .chain(0))
                    .isInstanceOf(Problem.class);
        }
        assertThatThrownBy(
                        () -> resource.hold(new FallbackResource.Supposed(List.of("dingtalk", "x")), new Caller(WANG)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
        assertThatThrownBy(() -> resource.set("nowhere", "x", new FallbackResource.Wish(true), new Caller(WANG)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(404));
    }

    @Test
    void whatIsSwitchedOffStaysOffOverARestartAndIsNotedOnce() {
        switches.set("dingtalk", "sales", true, BY_WANG);
        switches.set("dingtalk", "sales", true, BY_WANG);
        assertThat(signposts.isOff("dingtalk", "sales")).isTrue();
        assertThat(audit.lines()).containsExactly("wangm fallback.change sending:dingtalk/sales done");
        Switches restarted = new Switches(store, DerbyStore.schema("fallback"), audit, clock, NO_TICKS);
        assertThat(restarted.isOff("dingtalk", "sales")).isTrue();
        restarted.set("dingtalk", "sales", false, BY_WANG);
        assertThat(restarted.isOff("dingtalk", "sales")).isFalse();
    }

    @Test
    void aDrillIsKeptSealedAndNamesPeopleOnlyToThoseWhoMayReadThem() {
        Drill drill = hall.hold(List.of("dingtalk"), BY_WANG);
        DrillJson blind = hall.told(hall.shelf().find(drill.id()).orElseThrow(), WANG);
        assertThat(blind.persons()).as("who has left is not written to").isEqualTo(5);
        assertThat(blind.unreached()).isEqualTo(3);
        assertThat(blind.byWay()).isEqualTo(Map.of("mail", 1L, "sms", 1L));
        assertThat(blind.lines()).allMatch(line -> line.name().isEmpty());
        rights.give("wangm", "people.read");
        DrillJson seen = hall.told(drill, WANG);
        assertThat(seen.lines().get(0).name()).contains("人p3");
        assertThat(seen.lines().get(0).then()).isEmpty();
    }

    @Test
    void thePlanSaysTheChainsAsTheyAreAndWhenDrillsWereHeld() {
        EmergencyPlanDocument plan = new EmergencyPlanDocument(chains, signposts, board, hall, clock);
        assertThat(cells(plan.report(WANG, Period.open()))).contains("尚未演练").contains("sms", "0.05");
        hall.hold(List.of("dingtalk"), BY_WANG);
        assertThat(cells(plan.report(WANG, Period.open())))
                .contains("2026-11-30")
                .contains("假设 dingtalk 不能发送：5 人中 3 人无法送达")
                .doesNotContain("尚未演练");
        DrillDocument report = new DrillDocument(hall, clock);
        assertThat(cells(report.report(WANG, Period.open()))).contains("无法送达", "mail");
    }

    private static List<String> cells(Report report) {
        List<String> said = new ArrayList<>();
        report.rows().pour(row -> {
            row.forEach(cell -> said.add(
                    cell instanceof Cell.Words words
                            ? words.words().zh()
                            : cell instanceof Cell.Text text
                                    ? text.text()
                                    : cell instanceof Cell.Number number
                                            ? number.value().toPlainString()
                                            : ""));
            return true;
        });
        return said;
    }
}
