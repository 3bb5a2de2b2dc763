// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.connector.Step;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** How managed rooms are opened and kept, on every database. */
interface ManagedContract {
    Instant NOW = FewRooms.TODAY.atTime(9, 0).toInstant(ZoneOffset.UTC);
    LocalText WHY = LocalText.of("平台没有应答", "no answer");

    /** With the schema {@code rooms}, empty. */
    Transactions tables();

    @Test
    default void aRoomIsOpenedAndFilledByItself() {
        House house = new House(tables(), "p1", "p2", "p3", "x4");
        house.keeper.keep(house.room);
        assertThat(house.few.told).containsExactly("open 生产部 of u-p1", "join [u-p3]");
        assertThat(house.few.inside).containsExactlyInAnyOrder("u-p1", "u-p2", "u-p3");
        assertThat(house.plan().state()).isEqualTo(RoomPlan.State.KEPT);
        assertThat(house.plan().unreached()).isEqualTo(1);
        assertThat(house.audit.lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("managed-room"));
        house.keeper.keep(house.room);
        assertThat(house.few.told).hasSize(2);
    }

    @Test
    default void nameAndMembersFollowTheRoster() {
        House house = new House(tables(), "p1", "p2");
        house.keeper.keep(house.room);
        house.few.told.clear();
        house.few.department = "制造部";
        house.few.work("p1", "p5");
        house.keeper.keep(house.room);
        assertThat(house.few.told).containsExactly("rename 制造部", "join [u-p5]", "leave [u-p2]");
        house.few.told.clear();
        house.few.closed = true;
        house.few.work("p1");
        house.keeper.keep(house.room);
        assertThat(house.few.told).isEmpty();
        assertThat(house.plan().state()).isEqualTo(RoomPlan.State.ENDED);
    }

    @Test
    default void manyLeaveOnlyWhereSomebodyHasSaidSo() {
        House house = new House(tables(), "p1", "p2", "p3", "p4", "p5", "p6");
        house.keeper.keep(house.room);
        house.few.told.clear();
        house.few.work("p1");
        house.keeper.keep(house.room);
        assertThat(house.few.told).isEmpty();
        assertThat(house.plan().state()).isEqualTo(RoomPlan.State.BRAKED);
        house.put(house.found().despite(Optional.of(4)));
        house.keeper.keep(house.room);
        assertThat(house.few.told).as("another plan than was looked at").isEmpty();
        house.put(house.found().despite(Optional.of(5)));
        house.keeper.keep(house.room);
        assertThat(house.few.inside).containsExactly("u-p1");
        assertThat(house.found().despite()).isEmpty();
    }

    @Test
    default void whatNobodyCanTellIsAskedByTheSameKeyUntilThatEnds() {
        House house = new House(tables(), "p1", "p2");
        house.few.trouble = Optional.of(new Ending.Failed<>(Step.Failure.UNKNOWN, WHY));
        house.keeper.keep(house.room);
        assertThat(house.found().why()).contains(WHY);
        assertThat(house.found().askedAt()).contains(NOW);
        String key = house.found().key();
        house.clock.leap(Duration.ofHours(9));
        assertThat(house.plan().state()).isEqualTo(RoomPlan.State.OPENING);
        assertThat(house.found().key()).isEqualTo(key);
        house.clock.leap(Duration.ofHours(1));
        house.few.trouble = Optional.empty();
        house.keeper.keep(house.room);
        assertThat(house.few.told).isEmpty();
        assertThat(house.plan().state()).isEqualTo(RoomPlan.State.UNKNOWN);
        house.put(house.found().anew("another"));
        house.keeper.keep(house.room);
        assertThat(house.found().conversation()).contains("room-ano");
        assertThat(house.found().why()).isEmpty();
    }

    @Test
    default void anAccountThatOpensNoneSaysWhy() {
        House house = new House(tables(), "p1");
        house.few.hosting = new RoomHost.Hosting(1, 9, 9, Optional.empty(), Optional.of(WHY));
        house.keeper.keep(house.room);
        assertThat(house.found().why()).contains(WHY);
        assertThat(house.few.told).isEmpty();
    }

    /** One room of one department, and whoever keeps it. */
    final class House {
        final FewRooms few;
        final HeardAudit audit = new HeardAudit();
        final TestClock clock = new TestClock(NOW);
        final Transactions tables;
        final Housekeeper keeper;
        final String room = "room1";

        House(Transactions tables, String... people) {
            this.tables = tables;
            this.few = new FewRooms(people);
            this.keeper = Housekeeper.of(tables, audit, clock, few, (platform, account) -> Optional.of(few), few);
            tables.write(transaction -> {
                for (ManagedRoom old : ManagedShelf.all(transaction)) {
                    ManagedShelf.remove(transaction, old.id());
                }
                ManagedShelf.add(
                        transaction,
                        ManagedRoom.wanted(room, "echo", "front", ManagedRoom.Kind.DEPARTMENT, "d1", "key1"));
                return null;
            });
        }

        ManagedRoom found() {
            return tables.read(connection -> ManagedShelf.find(connection, room))
                    .orElseThrow();
        }

        void put(ManagedRoom changed) {
            tables.write(transaction -> List.of(ManagedShelf.put(transaction, changed)));
        }

        RoomPlan plan() {
            return keeper.plan(found()).orElseThrow();
        }
    }
}
