// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * A message as a person may see it.
 *
 * @param seq the place of the message's first version in the log
 * @param id the message's name; where its content cannot be opened, the key within {@code message} is a stand-in and
 *     this is the only name there is
 * @param version how many versions were made before this one, plus one; the order in which they came in may be another
 * @param recalled whether it was taken back; its text stays for those who may audit
 */
public record MessageView(
        long seq,
        MessageId id,
        Message message,
        Instant receivedAt,
        int version,
        boolean recalled,
        List<Finding> findings) {
    public MessageView {
        findings = List.copyOf(findings);
    }

    public MessageView(
            long seq, Message message, Instant receivedAt, int version, boolean recalled, List<Finding> findings) {
        this(seq, message.id(), message, receivedAt, version, recalled, findings);
    }

    public Priority priority() {
        return Priority.among(findings);
    }

    /** The values of one kind that any stage found, sorted, each once. */
    public List<String> marks(Mark.Kind kind) {
        return findings.stream()
                .flatMap(f -> f.marks().stream())
                .filter(m -> m.kind() == kind)
                .map(Mark::value)
                .distinct()
                .sorted()
                .toList();
    }

    /** The first value of one kind, if any. */
    public Stream<String> first(Mark.Kind kind) {
        return marks(kind).stream().limit(1);
    }
}
