// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Entry.Liveness;
import org.huitong.api.stage.Finding;
import org.huitong.hub.journal.Leaf;
import org.huitong.hub.masking.Masking;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;

/** What readers are handed, and so what can go out of the hub by them. */
class ShadeTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03Z");
    private static final Shade MASKED = new Shade(new Masking(), false, false);
    private static final Shade WHOLE = new Shade(new Masking(), true, false);
    private static final Finding FINDING = new Finding("rules", 1, "s1", Set.of());

    @Test
    void numbersAreMaskedForWhoeverDoesNotAskForThemWhole() {
        Message message = Messages.text("m1", "卡号6222021234567890128", NOW);
        for (Entry entry : List.of(said(message), found(message))) {
            assertThat(text(MASKED.over(new Leaf(entry)))).isEqualTo("卡号6222***********0128");
            assertThat(WHOLE.over(new Leaf(entry))).isSameAs(entry);
        }
        assertThat(MASKED.over(new Leaf(said(message))).id()).isEqualTo(message.id());
    }

    @Test
    void ofAStateSecretNobodyIsHandedAWord() {
        Message message = Messages.text("m1", "机密★ 方案", NOW);
        for (Entry entry : List.of(said(message), found(message))) {
            for (Shade shade : List.of(MASKED, WHOLE)) {
                assertThat(shade.over(new Leaf(entry)))
                        .isEqualTo(new Entry.Quarantined(7, 3, Liveness.LIVE, message.id(), "test", NOW));
            }
        }
    }

    @Test
    void whatHidesNothingIsHandedOutAsItIs() {
        for (Entry entry : List.of(said(Messages.text("m1", "你好", NOW)), found(Messages.text("m1", "你好", NOW)))) {
            assertThat(MASKED.over(new Leaf(entry))).isSameAs(entry);
        }
    }

    /** One look is for all readers, whichever comes first, and nobody is handed what was made for another. */
    @Test
    void theCopyOfALineIsMadeOnceAndOnlyForThoseWhoAreMasked() {
        Message message = Messages.text("m1", "卡号6222021234567890128", NOW);
        Leaf leaf = new Leaf(said(message));
        assertThat(text(WHOLE.over(leaf))).isEqualTo("卡号6222021234567890128");
        Message copy = ((Entry.Said) MASKED.over(leaf)).message();
        assertThat(copy.content().text()).hasValue("卡号6222***********0128");
        assertThat(((Entry.Said) MASKED.over(leaf)).message()).isSameAs(copy);
        assertThat(text(WHOLE.over(leaf))).isEqualTo("卡号6222021234567890128");
        Shade other = new Shade(new Masking(), false, false);
        assertThat(((Entry.Said) other.over(leaf)).message()).isNotSameAs(copy).isEqualTo(copy);
    }

    @Test
    void aReaderSaysOfItselfThatItNeedsNumbersWhole() {
        assertThat(ReaderCard.of(Map.of("huitong.reader", "a")).orElseThrow().whole())
                .isFalse();
        assertThat(ReaderCard.of(Map.of("huitong.reader", "a", "huitong.reader.whole", true))
                        .orElseThrow()
                        .whole())
                .isTrue();
    }

    private static Entry said(Message message) {
        return new Entry.Said(7, 3, Liveness.LIVE, message, 1, false, NOW, List.of(FINDING));
    }

    private static Entry found(Message message) {
        return new Entry.Found(7, 3, Liveness.LIVE, message, Optional.empty(), FINDING, Set.of());
    }

    private static String text(Entry entry) {
        Message message = entry instanceof Entry.Said said ? said.message() : ((Entry.Found) entry).message();
        return message.content().text().orElseThrow();
    }
}
