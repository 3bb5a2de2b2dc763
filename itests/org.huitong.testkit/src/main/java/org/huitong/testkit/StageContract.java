// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Unavailable;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.stage.Stage;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

/** What every stage keeps to. A stage's test implements this. */
public interface StageContract {
    /** The stage under test, ready to judge. */
    Stage stage();

    @Test
    default void judgesTheSameMessageAlikeUnderOneSnapshot() {
        Stage.Judge judge = stage().judge();
        Message message = Messages.text("c1", "紧急：三号线停机，请审批采购", Instant.EPOCH);
        Set<Mark> first = judge.judge(message);
        assertThat(judge.judge(message)).isEqualTo(first);
    }

    @Test
    default void namesItsSnapshotShortly() {
        assertThat(stage().judge().snapshot()).isNotBlank().hasSizeLessThanOrEqualTo(64);
    }

    @Test
    default void copesWithEveryKindOfContent() {
        Stage.Judge judge = stage().judge();
        List<Content> contents = List.of(
                Content.text(""),
                Content.text("😀\u200b\u0000".repeat(5_000)),
                Content.of(MessageType.IMAGE, null),
                Content.event("no.such.event", LocalText.of("某事", "something"), null),
                Content.unavailable(Unavailable.Reason.QUOTA, LocalText.of("平台没有给", "used up")));
        for (Content content : contents) {
            assertThat(judge.judge(Messages.of("c2", content, Instant.EPOCH))).isNotNull();
        }
    }

    @Test
    default void saysPrioritiesThatThereAre() {
        for (Mark mark : stage().judge().judge(Messages.text("c3", "紧急", Instant.EPOCH))) {
            if (mark.kind() == Mark.Kind.PRIORITY) {
                assertThat(Priority.ofWord(mark.value())).isPresent();
            }
        }
    }
}
