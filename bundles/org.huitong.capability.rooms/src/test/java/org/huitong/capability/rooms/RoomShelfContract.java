// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.stage.Mark;
import org.huitong.api.web.Problem;
import org.huitong.kit.edition.Change;
import org.huitong.kit.edition.EditedShelf;
import org.huitong.kit.edition.Outcome;
import org.huitong.kit.edition.Snapshot;
import org.huitong.kit.stage.EditedStage;
import org.huitong.testkit.Caller;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the shelf keeps to, whatever the database. */
interface RoomShelfContract {
    Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    Tables tables();

    private EditedShelf<Long, Line> shelf() {
        return RoomKeeper.shelf(tables().entities(), () -> NOW, new HeardAudit());
    }

    @BeforeEach
    default void begin() {
        tables().begin();
    }

    @Test
    default void keepsWhatWasSaidInVersions() {
        assertThat(shelf().newest()).isEqualTo(new Snapshot<Line>("rooms-0", 0, List.of()));
        Line line = RoomBookTest.line(0, "wecom", "corp", null, "room1", List.of("生产部", "质量部"), "三号线", null);
        Line kept = ((Outcome.Done<Line>) shelf().add(line, by("anna"))).item();
        assertThat(kept).isEqualTo(line.as(kept.id(), 1));
        assertThat(shelf().newest()).isEqualTo(new Snapshot<>("rooms-1", 1, List.of(kept)));

        shelf().replace(RoomBookTest.line(kept.id(), "wecom", "corp", null, "room1", List.of(), null, "集团"), by("bob"));
        shelf().remove(kept.id(), by("carl"));
        assertThat(shelf().version(1).orElseThrow().items()).containsExactly(kept);
        assertThat(shelf().version(2).orElseThrow().items().get(0).company()).contains("集团");
        assertThat(shelf().version(3).orElseThrow().items()).isEmpty();
        assertThat(shelf().version(4)).isEmpty();
        assertThat(shelf().changes(1)).containsExactly(new Change(3, "rooms-3", NOW, "carl", "− wecom~* corp room1"));
    }

    @Test
    default void aPlaceIsWrittenDownOnce() {
        Line line = RoomBookTest.line(0, "wecom", null, "sales", null, List.of("销售部"), null, null);
        long id = ((Outcome.Done<Line>) shelf().add(line, by("anna"))).item().id();
        assertThat(shelf().add(line, by("bob"))).isInstanceOf(Outcome.Taken.class);
        assertThat(shelf().replace(line.as(id, 9), by("bob"))).isInstanceOf(Outcome.Changed.class);
        assertThat(shelf().replace(line.as(99, 0), by("bob"))).isInstanceOf(Outcome.Missing.class);
        shelf().remove(id, by("anna"));
        assertThat(shelf().add(line, by("bob"))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    default void whoHasReadNoVersionOverwritesNothing() {
        RoomKeeper keeper = new RoomKeeper(shelf());
        try {
            RoomsResource rooms = rooms(keeper, new GivenRights().give("anna", RoomsResource.WRITE));
            Caller anna = new Caller(new Asker("anna", "anna", Optional.empty()));
            Line line = RoomBookTest.line(0, "wecom", null, "sales", null, List.of("销售部"), null, null);
            LineJson kept = LineJson.of(((Outcome.Done<Line>) shelf().add(line, by("anna"))).item());
            LineJson blind = LineJson.of(line.as(kept.id(), 0));
            assertThatThrownBy(() -> rooms.replace(kept.id(), blind, anna))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(400));
            assertThat(rooms.replace(kept.id(), kept, anna).version()).isEqualTo(kept.version() + 1);
        } finally {
            keeper.close();
        }
    }

    /** Who may change rooms opens none to the department they are of themselves; an account that is nobody's may. */
    @Test
    default void nobodyOpensRoomsToThemselves() {
        RoomKeeper keeper = new RoomKeeper(shelf());
        try {
            RoomsResource rooms = rooms(
                    keeper,
                    new GivenRights()
                            .give("anna", RoomsResource.WRITE)
                            .give("all", RoomsResource.WRITE, Permissions.READ_ALL)
                            .give("admin", RoomsResource.WRITE));
            Caller anna = new Caller(new Asker("anna", "anna", Optional.of("p-anna")));
            Line everything = RoomBookTest.line(0, "feishu", null, null, null, List.of("d9"), null, null);
            assertOwnPlace(() -> rooms.added(everything, anna.asker()));

            LineJson others = rooms.added(
                    RoomBookTest.line(0, "feishu", null, null, "r1", List.of("d1"), null, null), anna.asker());
            Line own = RoomBookTest.line(others.id(), "feishu", null, null, "r1", List.of("d1", "d9"), null, null);
            assertOwnPlace(() -> rooms.replace(others.id(), LineJson.of(own.as(others.id(), others.version())), anna));

            rooms.added(everything, new Asker("admin", "admin", Optional.empty()));
            assertOwnPlace(() -> rooms.judge("{\"days\":7}", anna));
            // What stands before it for its room is not taken away by her either.
            assertOwnPlace(() -> rooms.remove(others.id(), anna));
            Caller all = new Caller(new Asker("all", "all", Optional.of("p-anna")));
            rooms.remove(others.id(), all);
            rooms.added(own, all.asker());
        } finally {
            keeper.close();
        }
    }

    private static void assertOwnPlace(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.word())
                .isEqualTo("own-place"));
    }

    /** Everybody who is somebody is of the department d9. */
    private static RoomsResource rooms(RoomKeeper keeper, GivenRights rights) {
        OwnPlaceGuard guard = new OwnPlaceGuard(rights, person -> new OwnPlace(Set.of("d9"), Set.of(), Set.of()));
        return new RoomsResource(keeper, guard, rights, null);
    }

    @Test
    default void aLongPlaceIsKeptWholeAndToldInShort() {
        String longest = "长".repeat(128);
        String room = "𠮷".repeat(128);
        Line line = RoomBookTest.line(0, "wecom", longest, longest, room, List.of("销售部"), null, null);
        Line kept = ((Outcome.Done<Line>) shelf().add(line, by("anna"))).item();
        assertThat(shelf().item(kept.id()).orElseThrow().place()).isEqualTo(line.place());
        assertThat(shelf().changes(1).get(0).what())
                .hasSizeLessThanOrEqualTo(400)
                .startsWith("+ wecom~长")
                .endsWith("𠮷…");
    }

    @Test
    default void theStageFollowsTheShelf() {
        RoomKeeper keeper = new RoomKeeper(shelf());
        EditedStage<RoomBook> stage = keeper.stage();
        try {
            Outcome.Done<Line> done = (Outcome.Done) shelf().add(
                            RoomBookTest.line(0, "wecom", null, "sales", null, List.of("销售部"), null, null), by("anna"));
            assertThat(stage.renew(done.version(), Duration.ofSeconds(20))).isTrue();
            assertThat(stage.judge().judge(RoomBookTest.message("wecom", "c", "sales", "r")))
                    .containsExactlyInAnyOrder(Mark.of(Mark.Kind.DEPARTMENT, "销售部"), Mark.of(Mark.Kind.ROOM, "销售部"));
        } finally {
            keeper.close();
        }
    }

    private static Doer by(String account) {
        return new Doer(account, account);
    }
}
