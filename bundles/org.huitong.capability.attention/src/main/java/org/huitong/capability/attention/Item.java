// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.filter.Facts;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * A message that people may be told of: what rights are decided on, and its beginning. It lies sealed, and shows itself
 * in no log.
 *
 * @param seq its place in the log
 * @param speaker what the platform called who said it, or empty
 * @param text its first words
 */
record Item(long seq, MessageId message, Instant at, Facts facts, String speaker, String text) {
    private static final int LONGEST = 200;
    private static final int FORM = 1;

    static Item of(long seq, Message message, Set<Mark> marks, Instant at) {
        Facts facts = new Facts(
                message.key().platform(),
                message.key().tenant(),
                message.account(),
                message.conversation().id(),
                message.sender().id(),
                message.content().type(),
                message.sentAt(),
                priority(marks),
                marks);
        return new Item(
                seq,
                message.id(),
                at,
                facts,
                message.sender().name().orElse(""),
                cut(message.content().text().orElse("")));
    }

    private static Priority priority(Set<Mark> marks) {
        return marks.stream()
                .filter(m -> m.kind() == Mark.Kind.PRIORITY)
                .flatMap(m -> Priority.ofWord(m.value()).stream())
                .max(Enum::compareTo)
                .orElse(Priority.MEDIUM);
    }

    private static String cut(String text) {
        String line = text.lines()
                .filter(l -> !l.startsWith("> "))
                .collect(Collectors.joining(" "))
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** The same message, of which something else is found now. */
    Item marked(Set<Mark> marks) {
        Facts now = new Facts(
                facts.platform(),
                facts.tenant(),
                facts.account(),
                facts.conversation(),
                facts.sender(),
                facts.type(),
                facts.sentAt(),
                priority(marks),
                marks);
        return new Item(seq, message, at, now, speaker, text);
    }

    Set<String> marks(Mark.Kind kind) {
        return facts.marks().stream()
                .filter(m -> m.kind() == kind)
                .map(Mark::value)
                .collect(Collectors.toSet());
    }

    boolean isSaidBy(String person) {
        return facts.marks().contains(Mark.of(Mark.Kind.PERSON, person));
    }

    /** Whether its words are not to leave the hub, whoever may read them in it. */
    boolean isSecret() {
        return Secrecy.among(facts.marks()).compareTo(Secrecy.INTERNAL) > 0;
    }

    /** About how many bytes it takes. */
    int size() {
        return 256 + 3 * text.length() + 64 * facts.marks().size();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(FORM);
        out.writeLong(seq);
        out.writeUTF(message.value());
        out.writeLong(at.toEpochMilli());
        out.writeUTF(facts.platform());
        out.writeUTF(facts.tenant());
        out.writeUTF(facts.account());
        out.writeUTF(facts.conversation());
        out.writeUTF(facts.sender());
        out.writeUTF(facts.type().word());
        out.writeLong(facts.sentAt().toEpochMilli());
        out.writeInt(facts.marks().size());
        for (Mark mark : facts.marks()) {
            out.writeUTF(mark.kind().name());
            out.writeUTF(mark.value());
        }
        out.writeUTF(speaker);
        out.writeUTF(text);
    }

    static Item read(DataInputStream in) throws IOException {
        in.readByte();
        long seq = in.readLong();
        MessageId message = new MessageId(in.readUTF());
        Instant at = Instant.ofEpochMilli(in.readLong());
        String platform = in.readUTF();
        String tenant = in.readUTF();
        String account = in.readUTF();
        String conversation = in.readUTF();
        String sender = in.readUTF();
        MessageType type = MessageType.ofWord(in.readUTF()).orElse(MessageType.TEXT);
        Instant sentAt = Instant.ofEpochMilli(in.readLong());
        Set<Mark> marks = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            Mark.Kind kind = Mark.Kind.valueOf(in.readUTF());
            marks.add(Mark.of(kind, in.readUTF()));
        }
        Facts facts = new Facts(platform, tenant, account, conversation, sender, type, sentAt, priority(marks), marks);
        return new Item(seq, message, at, facts, in.readUTF(), in.readUTF());
    }

    @Override
    public String toString() {
        return "Item[" + message + "]";
    }
}
