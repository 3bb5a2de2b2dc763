// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.filter.Facts;
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
 * @param findings what each stage finds about this version, and what was said by hand
 * @param marks what is true of the message, of all its versions and by hand; of a version in a list of versions, what was
 *     found about it alone
 * @param masked of which numbers a part is hidden, in the order of what is shown
 */
public record MessageView(
        long seq,
        MessageId id,
        Message message,
        Instant receivedAt,
        int version,
        boolean recalled,
        List<Finding> findings,
        Set<Mark> marks,
        List<Masked> masked) {
    public MessageView {
        findings = List.copyOf(findings);
        marks = Set.copyOf(marks);
        masked = List.copyOf(masked);
    }

    /** One that is shown as it was said. */
    public MessageView(
            long seq,
            MessageId id,
            Message message,
            Instant receivedAt,
            int version,
            boolean recalled,
            List<Finding> findings,
            Set<Mark> marks) {
        this(seq, id, message, receivedAt, version, recalled, findings, marks, List.of());
    }

    /** A message that has one version. */
    public MessageView(
            long seq, Message message, Instant receivedAt, int version, boolean recalled, List<Finding> findings) {
        this(seq, message.id(), message, receivedAt, version, recalled, findings, Mark.among(findings));
    }

    /** What rights are decided on. */
    public Facts facts() {
        return new Facts(
                message.key().platform(),
                message.key().tenant(),
                message.account(),
                message.conversation().id(),
                message.sender().id(),
                message.content().type(),
                message.sentAt(),
                priority(),
                marks);
    }

    /** The same, shown with other words. */
    public MessageView shown(Message instead, List<Masked> masks) {
        return new MessageView(seq, id, instead, receivedAt, version, recalled, findings, marks, masks);
    }

    public Priority priority() {
        return marks(Mark.Kind.PRIORITY).stream()
                .flatMap(word -> Priority.ofWord(word).stream())
                .findFirst()
                .orElse(Priority.MEDIUM);
    }

    /** The values of one kind, sorted. */
    public List<String> marks(Mark.Kind kind) {
        return marks.stream()
                .filter(m -> m.kind() == kind)
                .map(Mark::value)
                .sorted()
                .toList();
    }

    /** The first value of one kind, if any. */
    public Stream<String> first(Mark.Kind kind) {
        return marks(kind).stream().limit(1);
    }
}
