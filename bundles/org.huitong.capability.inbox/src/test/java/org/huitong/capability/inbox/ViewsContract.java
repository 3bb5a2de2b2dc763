// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.Ticks;
import org.huitong.api.filter.Filter;
import org.huitong.api.query.MessageCounter;
import org.huitong.api.stage.Mark;
import org.huitong.api.web.Problem;
import org.huitong.testkit.Caller;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Saved views, whatever the database. */
interface ViewsContract {
    Caller ANNA = new Caller(new Asker("anna", "安娜", Optional.of("p1")));
    Caller BOB = new Caller(new Asker("bob", "鲍勃", Optional.of("p2")));

    Tables tables();

    /** One hub's views. */
    final class Desk {
        final HeardAudit audit = new HeardAudit();
        final List<Filter> counted = new ArrayList<>();
        final GivenRights rights = new GivenRights();
        final TestClock clock = new TestClock();
        final ViewsResource views;

        Desk(Tables tables) {
            Ticks never = new Ticks() {
                @Override
                public Tick after(Duration pause, Runnable work) {
                    return () -> {};
                }

                @Override
                public Tick every(Duration pause, Runnable work) {
                    return () -> {};
                }
            };
            MessageCounter counter = (asker, filter) -> {
                counted.add(filter);
                return Optional.of(new MessageCounter.Count(MessageCounter.MOST, true));
            };
            views = new ViewsResource(
                    new ViewKeeper(ViewKeeper.shelf(tables.entities(), clock, audit), never), counter, rights, clock);
        }

        ViewJson add(Caller by, String name, boolean shared, Map<String, String> query) {
            return views.saved(wish(0, name, shared, query), by.asker());
        }

        List<String> seen(Caller by) {
            return views.list(by).items().stream()
                    .filter(view -> !view.delivered())
                    .map(ViewJson::name)
                    .toList();
        }
    }

    static ViewJson wish(int version, String name, boolean shared, Map<String, String> query) {
        return new ViewJson(null, version, null, name, shared, null, null, query);
    }

    @BeforeEach
    default void begin() {
        tables().begin();
    }

    @Test
    default void ownOnesAreOnesOwnAndSharedOnesEverybodys() {
        Desk desk = new Desk(tables());
        desk.rights.give("anna", ViewsResource.SHARE);
        desk.add(ANNA, "华东客诉", false, Map.of("department", "d3", "text", "漏气 \"宏远\"", "since", "7d"));
        desk.add(ANNA, "今日公告", true, Map.of("conversation", "oc_1", "list", "rooms"));
        desk.add(BOB, "我的采购", false, Map.of("tag", "采购"));

        assertThat(desk.seen(ANNA)).containsExactly("今日公告", "华东客诉");
        assertThat(desk.seen(BOB)).containsExactly("今日公告", "我的采购");
        assertThat(new Desk(tables()).views.list(ANNA).items())
                .filteredOn(view -> "华东客诉".equals(view.name()))
                .singleElement()
                .satisfies(view -> assertThat(view.query())
                        .isEqualTo(Map.of("department", "d3", "text", "漏气 \"宏远\"", "since", "7d")));
        assertThat(desk.audit.lines()).anyMatch(line -> line.startsWith("anna views.change view:"));
    }

    @Test
    default void whoMayNotShareChangesNothingOfOthers() {
        Desk desk = new Desk(tables());
        assertThatThrownBy(() -> desk.add(BOB, "给大家", true, Map.of("tag", "公告")))
                .isInstanceOfSatisfying(
                        Problem.class, no -> assertThat(no.status()).isEqualTo(403));
        desk.rights.give("anna", ViewsResource.SHARE);
        ViewJson shared = desk.add(ANNA, "公告", true, Map.of("tag", "公告"));
        ViewJson own = desk.add(ANNA, "自用", false, Map.of("tag", "公告"));

        assertThatThrownBy(() -> desk.views.remove(Long.parseLong(shared.id()), BOB))
                .isInstanceOfSatisfying(
                        Problem.class, no -> assertThat(no.status()).isEqualTo(403));
        assertThatThrownBy(() -> desk.views.remove(Long.parseLong(own.id()), BOB))
                .isInstanceOfSatisfying(
                        Problem.class, no -> assertThat(no.status()).isEqualTo(404));
        assertThatThrownBy(() -> desk.views.count(own.id(), BOB))
                .isInstanceOfSatisfying(
                        Problem.class, no -> assertThat(no.status()).isEqualTo(404));

        desk.rights.give("bob", ViewsResource.SHARE);
        for (boolean still : List.of(true, false)) {
            assertThatThrownBy(() -> desk.views.replace(
                            Long.parseLong(shared.id()), wish(shared.version(), "公司公告", still, shared.query()), BOB))
                    .isInstanceOfSatisfying(
                            Problem.class, no -> assertThat(no.status()).isEqualTo(403));
        }
        ViewJson renamed = desk.views.replace(
                Long.parseLong(shared.id()), wish(shared.version(), "公司公告", true, shared.query()), ANNA);
        assertThatThrownBy(() -> desk.views.replace(
                        Long.parseLong(shared.id()), wish(shared.version(), "旧的", true, shared.query()), ANNA))
                .isInstanceOfSatisfying(
                        Problem.class, no -> assertThat(no.status()).isEqualTo(409));
        assertThat(desk.seen(BOB)).contains(renamed.name());
        desk.views.remove(Long.parseLong(shared.id()), BOB);
        assertThat(desk.seen(BOB)).doesNotContain(renamed.name());
        assertThat(desk.seen(ANNA)).containsExactlyInAnyOrder("自用", "公司公告");
        desk.views.remove(Long.parseLong(shared.id()), ANNA);
        assertThat(desk.seen(ANNA)).containsExactly("自用");
    }

    @Test
    default void aViewThatAsksForNothingOrForWhatThereIsNotIsRefused() {
        Desk desk = new Desk(tables());
        for (Map<String, String> wrong : List.of(
                Map.<String, String>of(),
                Map.of("list", "rooms"),
                Map.of("since", "2w"),
                Map.of("colour", "red"),
                Map.of("priority", "urgent"),
                Map.of("filter", "{\"has\":\"person\"}"),
                Map.of("tag", "公告", "before", "7"))) {
            assertThatThrownBy(() -> desk.add(ANNA, "错", false, wrong))
                    .as("%s", wrong)
                    .isInstanceOfSatisfying(
                            Problem.class, no -> assertThat(no.status()).isEqualTo(400));
        }
        assertThatThrownBy(() -> desk.add(ANNA, " ", false, Map.of("tag", "公告")))
                .isInstanceOf(Problem.class);
        assertThat(desk.seen(ANNA)).isEmpty();
    }

    @Test
    default void aTimeGoesBackFromTheMomentOfCounting() {
        Desk desk = new Desk(tables());
        ViewJson view = desk.add(ANNA, "一天", false, Map.of("since", "24h", "tag", "公告"));
        desk.clock.set(Instant.parse("2026-12-01T02:00:00Z"));

        assertThat(desk.views.count(view.id(), ANNA))
                .isEqualTo(new ViewsResource.CountJson(Optional.of(MessageCounter.MOST), true));
        assertThat(desk.counted).singleElement().satisfies(filter -> assertThat(((Filter.All) filter).of())
                .contains(
                        new Filter.SentBetween(Optional.of(Instant.parse("2026-11-30T02:00:00Z")), Optional.empty()),
                        Filter.marked(Mark.Kind.TAG, "公告")));
    }

    @Test
    default void aClerkBeginsWithWhatIsNotSortedAndAdministratorsDoNot() {
        Desk desk = new Desk(tables());
        assertThat(desk.views.list(BOB).items()).extracting(ViewJson::id).containsExactly("mine", "important");
        assertThat(desk.views.list(BOB).begin()).isEmpty();

        desk.rights.give("bob", Permissions.TAG);
        assertThat(desk.views.list(BOB).items())
                .extracting(ViewJson::id)
                .containsExactly("unsorted", "unassigned", "mine", "important");
        assertThat(desk.views.list(BOB).begin()).contains("unsorted");
        desk.views.count("unsorted", BOB);
        assertThat(((Filter.All) desk.counted.get(0)).of()).contains(new Filter.Not(new Filter.Has(Mark.Kind.TAG)));

        desk.rights.give("bob", Permissions.TAG, Permissions.ADMINISTER);
        assertThat(desk.views.list(BOB).begin()).isEmpty();
    }
}
