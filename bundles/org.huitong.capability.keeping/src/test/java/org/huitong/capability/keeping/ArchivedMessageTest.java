// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.huitong.api.keeping.Keeping.Kept;
import org.huitong.api.message.Message;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.capability.keeping.archive.RecordLine;
import org.huitong.kit.parse.Json;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;

class ArchivedMessageTest {
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");

    @Test
    void onlyWhatWasSaidLastIsShown() {
        Message first = Messages.text("m1", "先说的话", NOW);
        Message last = Messages.text("m1", "后改的话 110", NOW);
        Mark mark = Mark.of(Mark.Kind.TAG, "调查");
        RecordLine line =
                RecordLine.of(new Kept(7, 9, first.id(), List.of(view(first, 7, 1), view(last, 9, 2)), Set.of(mark)));
        Json json = Json.read(line.bytes()).good().orElseThrow();
        ArchivedMessage shown = ArchivedMessage.of(
                json,
                new ContainerShelf.Archived(7, first.id(), 3, 0, line.hash(), NOW),
                words -> words.replace("110", "***"));
        assertThat(shown.text()).contains("后改的话 ***");
        assertThat(shown.version()).isEqualTo(2);
        assertThat(shown.sender().id()).isEqualTo(first.sender().id());
        assertThat(ArchivedMessage.class.getRecordComponents())
                .extracting(part -> part.getName())
                .doesNotContain("payload", "versions", "marks");
        assertThat(shown.toString()).doesNotContain("后改的话");
    }

    private static MessageView view(Message message, long seq, int version) {
        return new MessageView(seq, message, NOW, version, false, List.of());
    }
}
