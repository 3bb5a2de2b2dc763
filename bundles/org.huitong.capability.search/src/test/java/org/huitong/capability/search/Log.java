// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.Content;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.query.MessageView;
import org.huitong.api.reader.Entry;
import org.huitong.testkit.Messages;

/** The hub's log as a reader of it sees it: what was said, and a cursor that the reader may set back. */
final class Log implements ReaderBoard {
    final List<Entry> entries = new ArrayList<>();
    private long cursor;

    /** @return its line */
    long says(String text, Instant at) {
        return says(Content.text(text), at);
    }

    long says(Content content, Instant at) {
        long seq = head() + 1;
        add(seq, "m" + seq, content, 1, at);
        return seq;
    }

    /** Another version of the message that was first said in that line. */
    void edits(long first, String text, Instant at) {
        add(first, "m" + first, Content.text(text), 2, at);
    }

    void forgets(long first) {
        entries.add(new Entry.Forgotten(
                head() + 1,
                first,
                Entry.Liveness.LATE,
                Messages.text("m" + first, "", Instant.EPOCH).id(),
                "C-1"));
    }

    private void add(long first, String id, Content content, int version, Instant at) {
        entries.add(new Entry.Said(
                head() + 1, first, Entry.Liveness.LIVE, Messages.of(id, content, at), version, false, at, List.of()));
    }

    /** A message as a person sees it. */
    static MessageView shown(long line, Content content) {
        return new MessageView(
                line, Messages.of("m" + line, content, Instant.EPOCH), Instant.EPOCH, 1, false, List.of());
    }

    long head() {
        return entries.size();
    }

    /** Hands everything over that is behind the cursor, so many at once. */
    void readBy(Search search, int atOnce) {
        while (cursor < head()) {
            long from = cursor;
            List<Entry> batch = entries.subList((int) from, (int) Math.min(head(), from + atOnce));
            search.read(List.copyOf(batch), null);
            if (cursor == from) {
                cursor += batch.size();
            }
        }
    }

    @Override
    public List<ReaderStanding> readers() {
        return List.of(new ReaderStanding(Search.NAME, true, cursor, 0, 0, "", true, 0, "", Optional.empty()));
    }

    @Override
    public boolean replay(String reader, long seq) {
        cursor = seq;
        return true;
    }

    @Override
    public List<StageStanding> stages() {
        return List.of();
    }

    @Override
    public List<Parked> parked(String reader, int limit) {
        return List.of();
    }

    @Override
    public boolean retry(String reader, long seq) {
        return false;
    }
}
