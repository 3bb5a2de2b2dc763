// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.junit.jupiter.api.Test;

/** Spring Festival of 2026 is nine days, in which nobody has digests. */
class LongRestTest {
    @Test
    void whatWasSaidAsARestBeganIsToldBehindIt() {
        Desk desk = Desk.fresh("2026-02-13T09:00", new Firm(2, 3));
        // Everybody has a place.
        desk.read(desk.said(1, "p101", "d1", "放假安排"));
        desk.until("2026-02-14T21:00");
        int before = desk.outbox.letters().size();
        desk.read(desk.said(2, "p101", "d1", "三号炉已停"));
        desk.until("2026-02-23T21:00");
        assertThat(desk.outbox.letters()).hasSize(before);

        desk.until("2026-02-24T10:30");
        assertThat(desk.outbox.letters().subList(before, desk.outbox.letters().size()))
                .as("the head of the board, and the department but who said it")
                .extracting(Letter::to)
                .containsExactlyInAnyOrder(new To.Person("p0"), new To.Person("p100"), new To.Person("p102"));
        assertThat(desk.outbox.lines().get(before)).contains("【汇总】2月14日 21:00–2月14日 21:00 共 1 条消息");
        desk.store.close();
    }

    @Test
    void whatEverybodyWasToldIsNotKept() {
        Desk desk = Desk.fresh("2026-03-02T09:00", new Firm(2, 3));
        desk.read(desk.said(1, "p101", "d1", "交接"));
        desk.until("2026-03-02T12:00");
        assertThat(kept(desk)).hasSize(1);
        desk.until("2026-03-11T12:00");
        assertThat(kept(desk)).isEmpty();
        desk.store.close();
    }

    private static List<Item> kept(Desk desk) {
        return desk.store.read(c -> desk.items.between(c, 0, 1));
    }
}
