// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.Action;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Entry.Liveness;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.stage.Mark;
import org.huitong.kit.chat.Reply;
import org.huitong.kit.chat.Reply.Meaning;
import org.huitong.kit.chat.Speaker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes down what may be told of, tells at once of what is important, and takes what people answer. News is what comes
 * now, or late but of the last day; what is judged anew or read again alarms nobody.
 */
@Component
@ReaderName(
        reader = "attention",
        reader_awaits = {"rules", "rooms", "people"})
public final class AttentionReader implements Reader {
    private static final Duration NEWS = Duration.ofDays(1);
    private static final int MOST_OPEN = 20;

    private final NoticeDesk desk;
    private final ItemShelf items;
    private final Outbox outbox;
    private final Clock clock;

    @Activate
    public AttentionReader(
            @Reference NoticeDesk desk, @Reference ItemShelf items, @Reference Outbox outbox, @Reference Clock clock) {
        this.desk = desk;
        this.items = items;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        SortedMap<Long, Item> fresh = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said && isNews(said)) {
                if (!answers(transaction, said.message(), said.marks())) {
                    take(transaction, said, fresh);
                }
            } else if (entry instanceof Entry.Found found) {
                find(transaction, found, fresh);
            } else if (entry instanceof Entry.Recalled recalled) {
                drop(transaction, recalled.firstSeq(), fresh);
                desk.recall(transaction, recalled.id());
            } else if (entry instanceof Entry.Forgotten forgotten) {
                drop(transaction, forgotten.firstSeq(), fresh);
            }
        }
        items.add(transaction, fresh.values());
    }

    private boolean isNews(Entry.Said said) {
        // What is pressed on a card is for whoever posted that.
        return !said.recalled()
                && said.message().content().action().flatMap(Action::letter).isEmpty()
                && !said.message().sender().isOurs()
                && (said.liveness() == Liveness.LIVE
                        || said.liveness() == Liveness.LATE
                                && said.message()
                                        .sentAt()
                                        .isAfter(clock.instant().minus(NEWS)));
    }

    private void take(Connection transaction, Entry.Said said, Map<Long, Item> fresh) throws SQLException {
        Optional<Item> known = said.version() > 1 ? known(transaction, said.firstSeq(), fresh) : Optional.empty();
        Item item = Item.of(
                said.firstSeq(),
                said.message(),
                said.marks(),
                known.map(Item::at).orElse(Instant.ofEpochMilli(clock.millis())));
        if (said.version() == 1) {
            fresh.put(item.seq(), item);
        } else {
            keep(transaction, item, fresh);
        }
        desk.attend(transaction, item);
    }

    /** Something else is found of it, or was found late: rights are decided on what is found now. */
    private void find(Connection transaction, Entry.Found found, Map<Long, Item> fresh) throws SQLException {
        Optional<Item> known = known(transaction, found.firstSeq(), fresh);
        if (known.isPresent()) {
            Item item = known.get().marked(found.marks());
            keep(transaction, item, fresh);
            if (found.liveness() == Liveness.LIVE) {
                desk.attend(transaction, item);
            }
        }
    }

    private void drop(Connection transaction, long seq, Map<Long, Item> fresh) throws SQLException {
        if (fresh.remove(seq) == null) {
            items.remove(transaction, seq);
        }
    }

    private Optional<Item> known(Connection transaction, long seq, Map<Long, Item> fresh) throws SQLException {
        return fresh.containsKey(seq) ? Optional.of(fresh.get(seq)) : items.find(transaction, seq);
    }

    private void keep(Connection transaction, Item item, Map<Long, Item> fresh) throws SQLException {
        if (fresh.replace(item.seq(), item) == null) {
            items.keep(transaction, item);
        }
    }

    /**
     * Whether it was an answer to a notice, and nobody else is told of it. What only names somebody, as a mail does, is
     * no answer of theirs: nobody puts out an alarm that another was given. Nor is what colleagues say to each other.
     */
    private boolean answers(Connection transaction, Message message, Set<Mark> marks) throws SQLException {
        Optional<String> speaker = marks.stream()
                .filter(mark -> mark.kind() == Mark.Kind.PERSON)
                .map(Mark::value)
                .findFirst();
        String text = message.content().text().orElse("");
        if (speaker.isEmpty() || text.isBlank() || !Speaker.mayCommand(message)) {
            return false;
        }
        Reply reply = Reply.of(Notice.LETTER, text);
        boolean direct = message.conversation().kind() == Conversation.Kind.DIRECT;
        if (reply.code().isEmpty() && (!direct || reply.meaning() == Meaning.WORDS)) {
            return false;
        }
        List<Notice> open = NoticeShelf.notices(
                transaction,
                "(told = ? OR person = ?) AND state IN ('open', 'unanswered')",
                List.of(speaker.get(), speaker.get()),
                MOST_OPEN);
        List<Notice> meant = reply.code().isPresent()
                ? open.stream()
                        .filter(n -> n.id().startsWith(reply.code().get()))
                        .toList()
                : open;
        if (meant.size() > 1) {
            ask(transaction, message, speaker.get(), meant);
        } else if (meant.size() == 1) {
            desk.acknowledge(transaction, meant.get(0), "@" + message.key().platform(), speaker.get(), "reply");
        }
        return !meant.isEmpty();
    }

    /** Several are open and none is named: which one is meant is asked, and none is taken for another. */
    private void ask(Connection transaction, Message message, String person, List<Notice> open) throws SQLException {
        String text = "您有 " + open.size() + " 条重要消息待确认，请回复“收到”加编号："
                + open.stream().map(Notice::code).collect(Collectors.joining("、"));
        String key = "ask:" + message.id().value();
        outbox.post(
                transaction,
                Letter.notice(new To.Person(person), new Writing.Text(text), NoticeDesk.SUBJECT, true, key));
    }
}
