// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.operation.Check.Status;
import org.huitong.api.operation.ConnectorBoard.Delay;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.operation.ReaderBoard.ReaderStanding;
import org.huitong.api.operation.SendingBoard.Light;
import org.huitong.api.operation.SendingBoard.Sending;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Picture.Disk;
import org.huitong.capability.monitor.gauge.Picture.Health;
import org.huitong.capability.monitor.gauge.Presence.Kind;

/** Makes figures of a picture. Pure. */
public final class Readings {
    /** This check says of all accounts what each connection says of its own. */
    private static final String CONNECTORS = "connectors";
    /** A reader that has refused an entry so often stands still. */
    private static final int STUCK = 3;

    /** One that reads no more stands as still as one that fails for ever. */
    private static final int DEAD = 10;

    private static final int MANY = 100;
    private static final int SOME = 20;
    private static final int MOST_PARTS = 5;
    private static final double DAY = 86_400;

    private final Instant now;
    private final Map<String, Reading> readings = new LinkedHashMap<>();

    private Readings(Instant now) {
        this.now = now;
    }

    /** Each name once. */
    public static Collection<Reading> of(Picture picture, Instant now) {
        Readings all = new Readings(now);
        picture.accounts().forEach(account -> all.account(account, picture.wrongLately()));
        picture.sendings().forEach(all::sending);
        picture.readers().stream().filter(ReaderStanding::present).forEach(all::reader);
        all.parked(picture.readers());
        all.add(Reading.of(Gauge.DEAD_LETTERS, picture.deadLetters()));
        all.add(Reading.of(Gauge.COMPLAINTS, picture.complaints()));
        all.measured(picture.measurements(), picture.sendings());
        picture.disk().ifPresent(all::disk);
        all.clock(picture.leap(), picture.measurements());
        picture.checks().stream().filter(c -> !c.name().equals(CONNECTORS)).forEach(all::check);
        return all.readings.values();
    }

    /** Of two connectors that want one account the worse line is the account's. */
    private void add(Reading reading) {
        readings.merge(reading.name(), reading, (one, other) -> other.value() < one.value() ? other : one);
    }

    private void account(Standing account, boolean clockWasWrong) {
        Presence presence = Presence.of(account);
        if (presence.is(Kind.PAUSED)) {
            return;
        }
        String subject = account.platform() + "/" + account.account();
        double value = presence.is(Kind.AWAY) ? 0 : presence.is(Kind.STRAINED) ? 0.5 : 1;
        add(new Reading(Gauge.CONNECTION, subject, value, presence.why()));
        Optional<Delay> theirs =
                Optional.ofNullable(account.delays().get("platform")).filter(delay -> !clockWasWrong);
        Optional<Delay> ours = Optional.ofNullable(account.delays().get("hub"));
        if (theirs.isPresent() || ours.isPresent()) {
            add(new Reading(Gauge.DELAY, subject, habit(theirs, ours), Optional.of(parts(theirs, ours))));
        }
    }

    /** Seconds from the platform's own time stamp until it can be read: the platform's part and the hub's. */
    public static double habit(Optional<Delay> theirs, Optional<Delay> ours) {
        return (habit(theirs) + habit(ours)) / 1000.0;
    }

    /** The hundredth part of fewer than a hundred is the slowest one alone, and one message is no habit. */
    private static long habit(Optional<Delay> delay) {
        return delay.map(d -> d.count() >= MANY ? d.p99() : d.count() >= SOME ? d.p95() : d.p50())
                .orElse(0L);
    }

    public static LocalText parts(Optional<Delay> theirs, Optional<Delay> ours) {
        return LocalText.of(
                "最近一小时 p50 / p95 / p99：平台 " + percentiles(theirs) + "，本系统 " + percentiles(ours),
                "p50 / p95 / p99 of the last hour: platform " + percentiles(theirs) + ", hub " + percentiles(ours));
    }

    private static String percentiles(Optional<Delay> delay) {
        return delay.map(d -> seconds(d.p50()) + " / " + seconds(d.p95()) + " / " + seconds(d.p99()) + " s")
                .orElse("–");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, millis < 10_000 ? "%.2f" : "%.0f", millis / 1000.0);
    }

    /** What the connection tells is not told again, nor is an account called for that nobody sends by. */
    private void sending(Sending one) {
        String subject = one.platform() + "/" + one.account();
        Reading connection = readings.get(Gauge.CONNECTION.word() + ":" + subject);
        boolean isIdle = one.light() == Light.UNSET && one.waiting() == 0;
        if (isIdle || one.light() == Light.OFF || connection != null && connection.value() == 0) {
            return;
        }
        double value = isDown(one) ? 0 : one.light() == Light.STRAINED ? 0.5 : 1;
        add(new Reading(Gauge.SENDING, subject, value, one.why()));
        Reading unconfirmed = Reading.of(Gauge.UNCONFIRMED, one.unconfirmed()).of(subject);
        add(
                one.unconfirmed() == 0
                        ? unconfirmed
                        : unconfirmed.because(LocalText.of(
                                "平台接受了最近 " + one.unconfirmed() + " 封，此前的都有送达回执，这些没有",
                                "the platform has accepted the last " + one.unconfirmed()
                                        + " letters and confirmed none, though it did before")));
    }

    private static boolean isDown(Sending one) {
        return one.light() == Light.DOWN || one.light() == Light.UNSET;
    }

    private void reader(ReaderStanding reader) {
        Optional<LocalText> failing = reader.tries() == 0
                ? Optional.empty()
                : Optional.of(LocalText.of(
                        "同一条已重试 " + reader.tries() + " 次：" + reader.lastFailure(),
                        "one entry was tried " + reader.tries() + " times: " + reader.lastFailure()));
        add(new Reading(Gauge.READER, reader.name(), reader.lag(), failing));
        add(new Reading(
                Gauge.STUCK, reader.name(), reader.alive() ? reader.tries() : DEAD, failing.or(() -> dead(reader))));
    }

    private static Optional<LocalText> dead(ReaderStanding reader) {
        return reader.alive()
                ? Optional.empty()
                : Optional.of(LocalText.of("读它的线程已停", "the thread that reads for it has ended"));
    }

    private void parked(List<ReaderStanding> readers) {
        List<ReaderStanding> troubled = readers.stream()
                .filter(r -> r.parked() > 0 || r.present() && r.tries() >= STUCK)
                .toList();
        long entries = troubled.stream()
                .mapToLong(r -> r.parked() + (r.tries() >= STUCK ? 1 : 0))
                .sum();
        Reading reading = Reading.of(Gauge.PARKED, entries);
        String names = troubled.stream().map(ReaderStanding::name).sorted().collect(Collectors.joining(", "));
        add(troubled.isEmpty() ? reading : reading.because(LocalText.of(names, names)));
    }

    private void measured(List<Measurement> measurements, List<Sending> sendings) {
        Map<String, List<Measurement>> named = measurements.stream().collect(Collectors.groupingBy(Measurement::name));
        one(named, "huitong_refusals_today").ifPresent(value -> add(Reading.of(Gauge.REFUSALS, value)));
        one(named, "huitong_canary_seconds")
                .ifPresent(value -> add(Reading.of(Gauge.CANARY, Math.round(value * 1_000) / 1_000.0)));
        one(named, "huitong_alarms_late_seconds").ifPresent(value -> add(Reading.of(Gauge.ALARMS, value)));
        one(named, "huitong_certificate_end_seconds")
                .ifPresent(end -> add(Reading.of(Gauge.CERTIFICATE, days(end - now.getEpochSecond()))));
        if (!named.containsKey("huitong_outbox_waiting")) {
            // There is no outbox, or it cannot count just now: nobody knows.
            return;
        }
        // What waits for an account that cannot send is told by that.
        List<Measurement> ages = named.getOrDefault("huitong_outbox_oldest_seconds", List.of()).stream()
                .filter(age -> of(age, sendings)
                        .filter(one -> isDown(one) || one.light() == Light.OFF)
                        .isEmpty())
                .toList();
        Reading age = Reading.of(
                Gauge.OUTBOX_AGE,
                ages.stream().mapToDouble(Measurement::value).max().orElse(0));
        add(ages.stream()
                .max(Comparator.comparingDouble(Measurement::value))
                .map(oldest -> age.because(lane(oldest, of(oldest, sendings))))
                .orElse(age));
        add(Reading.of(
                Gauge.OUTBOX_WAITING,
                named.getOrDefault("huitong_outbox_waiting", List.of()).stream()
                        .mapToDouble(Measurement::value)
                        .sum()));
    }

    /** By whichever shows it: a leap is there once, and a clock that is merely wrong stays so. */
    private void clock(Optional<Duration> leap, List<Measurement> measurements) {
        Optional<Reading> leapt =
                leap.map(by -> Reading.of(Gauge.CLOCK, by.abs().toMillis() / 1000.0)
                        .because(LocalText.of("自上次测量以来的跳变", "what it leapt since it was looked at last")));
        Optional<Reading> apart = measurements.stream()
                .filter(one -> one.name().equals(Picture.AHEAD))
                .findFirst()
                .map(one -> apart(one.value()));
        Stream.of(leapt, apart)
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Reading::value))
                .ifPresent(this::add);
    }

    /** Answers name the second alone, so that less than one is none. */
    private static Reading apart(double ahead) {
        String seconds = String.format(Locale.ROOT, "%.0f", Math.abs(ahead));
        return Reading.of(Gauge.CLOCK, Math.max(0, Math.round(Math.abs(ahead) * 10) / 10.0 - 1))
                .because(
                        ahead >= 0
                                ? LocalText.of(
                                        "比各平台回答中的时间快约 " + seconds + " 秒",
                                        "about " + seconds + " s ahead of what platforms’ answers tell")
                                : LocalText.of(
                                        "比各平台回答中的时间慢约 " + seconds + " 秒",
                                        "about " + seconds + " s behind what platforms’ answers tell"));
    }

    private static double days(double seconds) {
        return Math.floor(seconds / DAY);
    }

    private static Optional<Sending> of(Measurement waiting, List<Sending> sendings) {
        return sendings.stream()
                .filter(one -> one.platform().equals(waiting.labels().get("platform"))
                        && one.account().equals(waiting.labels().get("account")))
                .findFirst();
    }

    private static LocalText lane(Measurement waiting, Optional<Sending> sending) {
        String platform = waiting.labels().getOrDefault("platform", "");
        String account = platform + "/" + waiting.labels().getOrDefault("account", "");
        return platform.isEmpty()
                ? LocalText.of("收件人还没有可用的账号", "its addressee has no account that can be used")
                : LocalText.of(
                        "账号 " + account
                                + sending.flatMap(Sending::why)
                                        .map(why -> "：" + why.zh())
                                        .orElse(""),
                        "account " + account
                                + sending.flatMap(Sending::why)
                                        .map(why -> ": " + why.en())
                                        .orElse(""));
    }

    private static Optional<Double> one(Map<String, List<Measurement>> named, String name) {
        return named.getOrDefault(name, List.of()).stream()
                .map(Measurement::value)
                .findFirst();
    }

    private void disk(Disk disk) {
        if (disk.total() <= 0) {
            return;
        }
        double used = 100.0 * (disk.total() - disk.free()) / disk.total();
        String parts = disk.parts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_PARTS)
                .map(part -> part.getKey() + " " + size(part.getValue()))
                .collect(Collectors.joining(", "));
        add(new Reading(
                Gauge.STORAGE,
                "data",
                Math.round(used * 10) / 10.0,
                Optional.of(
                        LocalText.of("剩余 " + size(disk.free()) + "；" + parts, size(disk.free()) + " left; " + parts))));
    }

    private static String size(long bytes) {
        double megabytes = bytes / 1e6;
        return megabytes < 1_000
                ? String.format(Locale.ROOT, "%.1f MB", megabytes)
                : String.format(Locale.ROOT, "%.1f GB", megabytes / 1e3);
    }

    private void check(Health check) {
        Status status = check.result().status();
        double value = status == Status.UP ? 1 : status == Status.DEGRADED ? 0.5 : 0;
        String message = check.result().message();
        Optional<LocalText> said = message.isBlank() ? Optional.empty() : Optional.of(LocalText.of(message, message));
        add(new Reading(Gauge.HEALTH, check.name(), value, said));
    }
}
