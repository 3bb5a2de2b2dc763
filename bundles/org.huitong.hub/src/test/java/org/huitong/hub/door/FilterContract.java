// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.huitong.api.filter.Facts;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.store.Transactions;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.Test;

/** A filter means the same in the database and in memory: random filters against random messages. */
interface FilterContract {
    int MESSAGES = 300;
    int FILTERS = 40;

    /** With the schema {@code hub}, empty. */
    Transactions store();

    @Test
    default void readsTheSameInTheDatabaseAndInMemory() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Journal journal = new Journal(store(), DerbyStore.schema("hub"), new OneKeyVault());
        try {
            List<Facts> facts = new ArrayList<>();
            FakeConcordance concordance = new FakeConcordance();
            for (int i = 0; i < MESSAGES; i++) {
                Set<String> words = Set.of(one(random, WORDS), one(random, RARE));
                facts.add(with(words, said(journal, random, i)));
                concordance.says(i + 1L, words);
            }
            int pairs = 0;
            for (int i = 0; i < FILTERS; i++) {
                Filter filter = filter(random, 3);
                Set<Long> expected = new HashSet<>();
                for (int m = 0; m < MESSAGES; m++) {
                    pairs++;
                    if (inMarks(filter).admits(facts.get(m))) {
                        expected.add(m + 1L);
                    }
                }
                assertThat(paged(
                                journal,
                                concordance.lookup(),
                                filter,
                                new Order.Newest(OptionalLong.empty()),
                                1 + random.nextInt(60)))
                        .as("newest first, seed %d, %s", seed, filter)
                        .isSortedAccordingTo(Collections.reverseOrder())
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(paged(journal, concordance.lookup(), filter, new Order.Oldest(0), 1 + random.nextInt(60)))
                        .as("oldest first, seed %d, %s", seed, filter)
                        .isSorted()
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
            assertThat(pairs).isGreaterThanOrEqualTo(10_000);
        } finally {
            journal.close();
        }
    }

    /** In memory nobody knows words: there they are marks of which the database has none. */
    private static Facts with(Set<String> words, Facts facts) {
        Set<Mark> marks = new HashSet<>(facts.marks());
        words.forEach(word -> marks.add(Mark.of(Mark.Kind.RULE, "says " + word)));
        return new Facts(
                facts.platform(),
                facts.tenant(),
                facts.account(),
                facts.conversation(),
                facts.sender(),
                facts.type(),
                facts.sentAt(),
                facts.priority(),
                marks);
    }

    private static Filter inMarks(Filter filter) {
        if (filter instanceof Filter.All all) {
            return new Filter.All(all.of().stream().map(FilterContract::inMarks).toList());
        }
        if (filter instanceof Filter.Any any) {
            return new Filter.Any(any.of().stream().map(FilterContract::inMarks).toList());
        }
        if (filter instanceof Filter.Not not) {
            return new Filter.Not(inMarks(not.of()));
        }
        return filter instanceof Filter.Words words ? Filter.marked(Mark.Kind.RULE, "says " + words.words()) : filter;
    }

    /** Page after page, to the end. */
    private static List<Long> paged(Journal journal, Lookup lookup, Filter filter, Order first, int limit) {
        List<Long> all = new ArrayList<>();
        Optional<Order> order = Optional.of(first);
        while (order.isPresent()) {
            MessageQuery query = new MessageQuery(filter, order.get(), limit);
            Sought sought = lookup.of(filter, journal.head());
            LineFinder.Found found =
                    journal.transactions().read(c -> LineFinder.find(c, sought, query, journal.head()));
            all.addAll(found.seqs());
            order = found.next().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            first instanceof Order.Newest
                                    ? new Order.Newest(found.next())
                                    : new Order.Oldest(found.next().getAsLong()));
        }
        return all;
    }

    private static Facts said(Journal journal, Random random, int i) {
        MessageType type = one(random, List.of(MessageType.TEXT, MessageType.FILE, MessageType.CARD));
        Message message = new Message(
                new MessageKey(one(random, PLATFORMS), one(random, TENANTS), "m" + i),
                one(random, ACCOUNTS),
                Conversation.of(one(random, ROOMS), Conversation.Kind.GROUP),
                Sender.person(one(random, SENDERS)),
                Content.of(type, "x", new Attachment[0]),
                Instant.ofEpochMilli(1_000L * random.nextInt(100)),
                i,
                "{}");
        Set<Mark> marks = new HashSet<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            marks.add(mark(random));
        }
        List<Finding> findings = List.of(new Finding("a", 1, "s", marks));
        CompletableFuture<Intake.Outcome> stored = new CompletableFuture<>();
        journal.submit(new Intake(
                List.of(journal.scribe()
                        .said(
                                new Sighting.Said(message, Revision.ofContent(message)),
                                "d" + i,
                                message.sentAt(),
                                findings,
                                List.of())),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                1,
                stored::complete));
        assertThat(stored.join()).isInstanceOf(Intake.Outcome.Stored.class);
        return new Facts(
                message.key().platform(),
                message.key().tenant(),
                message.account(),
                message.conversation().id(),
                message.sender().id(),
                type,
                message.sentAt(),
                Priority.among(findings),
                marks);
    }

    List<String> PLATFORMS = List.of("wecom", "feishu");
    List<String> TENANTS = List.of("t1", "t2");
    List<String> ACCOUNTS = List.of("a1", "a2", "a3");
    List<String> ROOMS = List.of("r1", "r2", "r3", "r4");
    List<String> WORDS = List.of("合同", "停机");
    List<String> RARE = List.of("审批", "盖章", "发票", "报销", "出差", "加班", "会议", "午饭");
    List<String> SENDERS = List.of("u1", "u2", "u3", "u4", "u5");
    List<Mark.Kind> PLAIN = List.of(
            Mark.Kind.PERSON,
            Mark.Kind.COMPANY,
            Mark.Kind.DEPARTMENT,
            Mark.Kind.PROJECT,
            Mark.Kind.TAG,
            Mark.Kind.RULE,
            Mark.Kind.MODULE,
            Mark.Kind.ASSIGNED,
            Mark.Kind.PARTY,
            Mark.Kind.CUSTOMER);

    private static Mark mark(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> one(random, List.of(Priority.values())).mark();
            case 1 -> Mark.of(
                    Mark.Kind.SECRECY, one(random, List.of(Secrecy.values())).word());
            default -> Mark.of(one(random, PLAIN), "v" + random.nextInt(3));
        };
    }

    /** Every case of the language, absent values among them. */
    private static Filter filter(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 12 : 17);
        return switch (kind) {
            case 0 -> Filter.marked(one(random, PLAIN), "v" + random.nextInt(4));
            case 1 -> new Filter.SaidBy(maybe(random, PLATFORMS), maybe(random, TENANTS), orAbsent(random, SENDERS));
            case 2 -> new Filter.InRoom(maybe(random, PLATFORMS), maybe(random, TENANTS), orAbsent(random, ROOMS));
            case 3 -> new Filter.OnPlatform(orAbsent(random, PLATFORMS));
            case 4 -> new Filter.OnAccount(orAbsent(random, ACCOUNTS));
            case 5 -> new Filter.OfType(one(random, List.of(MessageType.TEXT, MessageType.CARD, MessageType.VOICE)));
            case 6 -> new Filter.SentBetween(time(random), time(random));
            case 7 -> new Filter.Ranked(one(random, List.of(Priority.values())));
            case 8 -> new Filter.SecrecyUpTo(one(random, List.of(Secrecy.values())));
            case 9 -> new Filter.Words(one(random, WORDS));
            case 10 -> new Filter.Words(orAbsent(random, RARE));
            case 11 -> new Filter.Has(one(random, List.copyOf(Filter.Has.KINDS)));
            case 12, 13 -> new Filter.All(parts(random, depth));
            case 14, 15 -> new Filter.Any(parts(random, depth));
            default -> new Filter.Not(filter(random, depth - 1));
        };
    }

    private static List<Filter> parts(Random random, int depth) {
        return Stream.generate(() -> filter(random, depth - 1))
                .limit(random.nextInt(4))
                .toList();
    }

    private static Optional<Instant> time(Random random) {
        return random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(1_000L * random.nextInt(100)));
    }

    private static Optional<String> maybe(Random random, List<String> of) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(one(random, of));
    }

    private static String orAbsent(Random random, List<String> of) {
        return random.nextInt(5) == 0 ? "absent" : one(random, of);
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
