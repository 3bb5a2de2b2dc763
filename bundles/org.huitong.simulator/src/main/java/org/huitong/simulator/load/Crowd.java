// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.huitong.simulator.Letter;
import org.huitong.simulator.Phone;
import org.huitong.simulator.PlatformSide;
import org.huitong.simulator.Push;
import org.huitong.simulator.Reply;
import org.huitong.simulator.Text;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Room;

/**
 * Many connections that push at once, on one thread. Each connection is one conversation, and it pushes a letter again
 * until it is acknowledged before it goes on to the next: so the hub must hold every acknowledged letter once, and each
 * conversation in order, whatever happened in between.
 */
public final class Crowd {
    private static final long AGAIN_AFTER = Duration.ofMillis(200).toNanos();

    /** So many are begun before answers are looked at: opening 10,000 connections takes long, which no hub can help. */
    private static final int BEGUN_AT_A_TURN = 100;

    /** How often deadlines are looked after: looking at 10,000 connections at every turn would be all it does. */
    private static final long LOOK_EVERY = Duration.ofMillis(50).toNanos();

    private final List<Phone> phones = new ArrayList<>();
    private final ArrayDeque<Phone> free = new ArrayDeque<>();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::until));
    private final List<PlatformSide> sides;
    private final Orders orders;
    private final Consumer<Letter> acknowledged;
    private final InstantSource clock;
    private final Map<Phone, ArrayDeque<Sealed>> stock = new HashMap<>();
    /** Where there is a rate, when each letter was due: one that waits for a free connection waits for the hub, too. */
    private final Map<Phone, Long> due = new HashMap<>();

    private final Latencies latencies = new Latencies();
    private final Map<Integer, Long> answers = new TreeMap<>();
    private long thanked;
    private long repeated;
    private long late;
    private long broken;
    private long refused;
    private long begun;
    private long outstanding;
    private long sequence;
    private long start;
    private long lastThanked;

    /**
     * @param rate letters a second on all connections together, each timed from when it is due; 0 for as many as the hub
     *     takes, each timed from when it is sent
     * @param count after which no more are begun, 0 for none
     * @param impatient hangs up at the platform's deadline and pushes again, as the platforms do; else waits half a
     *     minute and counts what a platform would have pushed again
     */
    public record Orders(
            URI hub, int connections, int rate, long count, Duration length, boolean impatient, String run) {}

    private record Waiting(long until, Phone phone) {}

    private record Sealed(Letter letter, Push push) {}

    /** @param clock by which letters are dated and signed; how long they take is measured beside it */
    public Crowd(List<PlatformSide> sides, Orders orders, Consumer<Letter> acknowledged, InstantSource clock) {
        this.sides = List.copyOf(sides);
        this.orders = orders;
        this.acknowledged = acknowledged;
        this.clock = clock;
        InetSocketAddress hub =
                new InetSocketAddress(orders.hub().getHost(), orders.hub().getPort());
        for (int i = 0; i < orders.connections(); i++) {
            Phone phone = new Phone(hub, i);
            phones.add(phone);
            free.add(phone);
        }
    }

    /** The number of the first line: crowds that follow each other can go on counting. */
    public Crowd from(long first) {
        sequence = first;
        return this;
    }

    /**
     * Writes and seals so many letters of each connection before the clock starts: a measurement is then of the hub and
     * not of who pushes. The rest is sealed as it goes.
     */
    public Crowd ahead(int each) {
        for (Phone phone : phones) {
            PlatformSide side = sides.get(phone.index() % sides.size());
            ArrayDeque<Sealed> ready = new ArrayDeque<>(each);
            for (int i = 0; i < each; i++) {
                Letter letter = side.write(line(phone.index()));
                ready.add(new Sealed(letter, side.post(letter, clock.instant())));
            }
            stock.put(phone, ready);
        }
        return this;
    }

    /** Pushes until the time is over and everything begun has ended, or the grace after it is over too. */
    public Result run(Duration grace) throws IOException {
        start = System.nanoTime();
        long end = start + orders.length().toNanos();
        long patience = end + grace.toNanos();
        long look = start;
        lastThanked = start;
        try (Selector selector = Selector.open()) {
            while (true) {
                long now = System.nanoTime();
                boolean over = now >= end || orders.count() > 0 && begun >= orders.count();
                if (now >= patience || over && free.size() == phones.size()) {
                    break;
                }
                boolean more = begin(selector, over ? 0 : allowed(now - start));
                again(selector, now);
                outstanding = Math.max(outstanding, phones.size() - free.size() - waiting.size());
                if (now - look > LOOK_EVERY) {
                    look = now;
                    hurry(now);
                }
                if (more) {
                    selector.selectNow(this::go);
                } else {
                    selector.select(this::go, untilNext());
                }
            }
            phones.forEach(Phone::hangUp);
        }
        long open = phones.size() - free.size();
        return new Result(
                thanked,
                repeated,
                late,
                broken,
                refused,
                open,
                outstanding,
                (lastThanked - start) / 1e9,
                latencies,
                Map.copyOf(answers));
    }

    private long allowed(long nanos) {
        long most = orders.count() > 0 ? orders.count() - begun : Long.MAX_VALUE;
        return orders.rate() == 0 ? most : Math.min(most, (long) (nanos / 1e9 * orders.rate()) - begun);
    }

    private long due(long number) {
        return start + (number + 1) * 1_000_000_000L / orders.rate();
    }

    /** In milliseconds, up to as many as deadlines can wait. */
    private long untilNext() {
        long most = 5;
        return orders.rate() == 0
                ? most
                : Math.max(1, Math.min(most, (due(begun) - System.nanoTime()) / 1_000_000 + 1));
    }

    /** Whether there are more that could be begun at once. */
    private boolean begin(Selector selector, long most) {
        long atOnce = Math.min(most, BEGUN_AT_A_TURN);
        for (long i = 0; i < atOnce && !free.isEmpty(); i++) {
            Phone phone = free.poll();
            if (orders.rate() > 0) {
                due.put(phone, due(begun));
            }
            begun++;
            Sealed ready = stock.containsKey(phone) ? stock.get(phone).poll() : null;
            if (ready == null) {
                phone.take(sides.get(phone.index() % sides.size()).write(line(phone.index())));
                push(phone, selector);
            } else {
                phone.take(ready.letter());
                push(phone, ready.push(), selector);
            }
        }
        return most > atOnce && !free.isEmpty();
    }

    private void again(Selector selector, long now) {
        while (!waiting.isEmpty() && waiting.peek().until() <= now) {
            repeated++;
            push(waiting.poll().phone(), selector);
        }
    }

    private void push(Phone phone, Selector selector) {
        PlatformSide side = sides.get(phone.index() % sides.size());
        push(phone, side.post(phone.letter(), clock.instant()), selector);
    }

    private void push(Phone phone, Push push, Selector selector) {
        try {
            phone.push(push, selector, System.nanoTime());
        } catch (IOException e) {
            fail(phone);
        }
    }

    private void go(SelectionKey key) {
        Phone phone = (Phone) key.attachment();
        long sent = phone.sent();
        try {
            Reply reply = phone.go();
            if (reply != null) {
                settle(phone, reply, System.nanoTime() - sent);
            }
        } catch (IOException e) {
            fail(phone);
        }
    }

    private void settle(Phone phone, Reply reply, long nanos) {
        PlatformSide side = sides.get(phone.index() % sides.size());
        latencies.note(due.containsKey(phone) ? System.nanoTime() - due.get(phone) : nanos);
        answers.merge(reply.status(), 1L, Long::sum);
        if (nanos > side.ladder().deadline().toNanos()) {
            late++;
        }
        if (side.isThanks(phone.letter(), reply.status(), reply.body())) {
            thanked++;
            lastThanked = System.nanoTime();
            acknowledged.accept(phone.letter());
            free.add(phone);
        } else if (reply.status() >= 400 && reply.status() < 500) {
            refused++;
            free.add(phone);
        } else {
            waiting.add(new Waiting(System.nanoTime() + AGAIN_AFTER, phone));
        }
    }

    private void fail(Phone phone) {
        broken++;
        phone.hangUp();
        waiting.add(new Waiting(System.nanoTime() + AGAIN_AFTER, phone));
    }

    private void hurry(long now) {
        for (Phone phone : phones) {
            Duration limit = orders.impatient()
                    ? sides.get(phone.index() % sides.size()).ladder().deadline()
                    : Duration.ofSeconds(30);
            if (phone.isBusy() && now - phone.sent() > limit.toNanos()) {
                late++;
                fail(phone);
            }
        }
    }

    /** Every connection is a conversation of its own, whose lines are numbered. */
    private Happening line(int connection) {
        Instant now = clock.instant();
        String id = orders.run() + "-" + sequence;
        Room room = new Room("", Room.Kind.GROUP, "load " + connection, "生产部");
        Person who = new Person("load" + connection, "压测员", "生产部", "工人");
        String text =
                "第 " + sequence++ + " 条：一号线今天计划生产壳体四百八十件，目前完成三百二十件，" + "合格率百分之九十八，设备正常，人员到齐，物料明早八点前到位，请仓库提前备好托盘，安全无事故。";
        return new Happening(id, room, who, Happening.Act.TEXT, text, id, now, now);
    }

    /**
     * What came of it.
     *
     * @param late answers that came after the platform's deadline: so many times it would have pushed again
     * @param broken connections that failed, whatever was on them was pushed again
     * @param open letters that were not acknowledged when the grace was over
     * @param outstanding the most letters that waited for their answers at the same time
     */
    public record Result(
            long acknowledged,
            long repeated,
            long late,
            long broken,
            long refused,
            long open,
            long outstanding,
            double seconds,
            Latencies latencies,
            Map<Integer, Long> answers) {
        /** One line for people and programs. */
        public String json() {
            return Text.json(Text.map(
                    "acknowledged",
                    acknowledged,
                    "perSecond",
                    Math.round(acknowledged / Math.max(seconds, 0.001)),
                    "p50ms",
                    latencies.percentile(50),
                    "p95ms",
                    latencies.percentile(95),
                    "p99ms",
                    latencies.percentile(99),
                    "repeated",
                    repeated,
                    "late",
                    late,
                    "broken",
                    broken,
                    "refused",
                    refused,
                    "open",
                    open,
                    "outstanding",
                    outstanding,
                    "seconds",
                    Math.round(seconds * 1000) / 1000.0,
                    "answers",
                    named(answers)));
        }

        private static Map<String, Object> named(Map<Integer, Long> answers) {
            Map<String, Object> named = new TreeMap<>();
            answers.forEach((status, count) -> named.put(status.toString(), count));
            return named;
        }
    }
}
