// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.query.MessageDoor.Listing;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Filter SALES = Filter.all(
            Filter.any(
                    Filter.any(
                            Filter.marked(Mark.Kind.PERSON, "p1"),
                            Filter.marked(Mark.Kind.PARTY, "p1"),
                            new Filter.SaidBy(Optional.of("wecom"), Optional.empty(), "u1")),
                    Filter.marked(Mark.Kind.DEPARTMENT, "d1"),
                    Filter.marked(Mark.Kind.ROOM, "d2")),
            new Filter.SecrecyUpTo(Secrecy.INTERNAL));

    @Test
    void tellsTheScopeByNameAndTheSameWordOnce() {
        assertThat(explained(SALES, Optional.empty(), true))
                .contains(LocalText.of(
                        "在您可以查看的范围内没有符合的消息。您可以查看：本人发出或收到的消息、“销售部”的消息、“d2”的群里的消息（不含商密）。",
                        "Nothing matches among the messages that you may see. You may see: messages from or to yourself,"
                                + " those of “销售部”, those in the rooms of “d2” (without trade secrets)."));
    }

    @Test
    void tellsOfWhatWasNotLookedAtYet() {
        assertThat(explained(Filter.everything(), Optional.of("7"), false)
                        .orElseThrow()
                        .zh())
                .isEqualTo("到目前为止没有找到，更早的消息还没有看完。您可以查看：全部消息。搜索还没有读完全部消息，可能缺少一些。");
        assertThat(explained(Filter.nothing(), Optional.empty(), true)
                        .orElseThrow()
                        .en())
                .endsWith("You may see: no messages.");
    }

    private static Optional<LocalText> explained(Filter scope, Optional<String> next, boolean complete) {
        return Explanation.of(
                new Listing(List.of(), next, scope, Map.of(), complete),
                id -> id.equals("d1") ? Optional.of("销售部") : Optional.empty());
    }
}
