// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Step;
import org.huitong.kit.parse.Json;
import org.huitong.simulator.archive.ArchiveBox;
import org.huitong.testkit.TestClock;

/**
 * How fast WeCom's archive is caught up with, against the keys that one thread of this machine opens. In the package of
 * what it measures, because that is nobody else's business.
 */
public final class ArchiveBench {
    private static final String COMPANY = "wwbench";
    private static final String SECRET = "of the bench";
    private static final int RECORDS = 3_000;
    private static final int KEYS = 1_500;
    private static final double TARGET = 0.7;

    private ArchiveBench() {}

    /** Prints the rates of each round and the median of their ratios. */
    public static void measure(Path folder, int rounds) throws Exception {
        ArchiveBox box = ArchiveBox.at(folder, COMPANY, SECRET);
        PrivateKeys keys = PrivateKeys.of(box.newKey()).good().orElseThrow();
        box.say(records(0, RECORDS));
        ArchiveRounds.Opening opening = opening(box, COMPANY, SECRET);
        double[] ratios = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double opened = opened(opening, keys);
            double caughtUp = caughtUp(opening, keys);
            if (round >= 0) {
                ratios[round] = caughtUp / opened;
                System.out.printf(
                        "  keys opened %.0f/s, messages caught up with %.0f/s, ratio %.2f%n",
                        opened, caughtUp, ratios[round]);
            }
        }
        Arrays.sort(ratios);
        double median = ratios[rounds / 2];
        System.out.printf(
                "archive, %d rounds of %d messages: median ratio %.2f (target at least %.1f: %s)%n",
                rounds, RECORDS, median, TARGET, median >= TARGET ? "reached" : "missed");
    }

    /** Keys that one thread of this machine opens in a second and nothing else, of an archive with records in it. */
    public static double keysASecond(ArchiveBox box, String company, String secret, String key) throws Exception {
        return opened(opening(box, company, secret), PrivateKeys.of(key).good().orElseThrow());
    }

    private static ArchiveRounds.Opening opening(ArchiveBox box, String company, String secret) {
        LibraryProcess.Login login = new LibraryProcess.Login(company, secret, "", "");
        return () -> LibraryProcess.start(List.of(box.library().toString()), login, Duration.ofSeconds(30));
    }

    /** What is said in an archive, one after the other; the id of each is {@code m} and its number. */
    public static List<String> records(int from, int count) {
        List<String> records = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            records.add("{\"msgid\":\"m" + i + "\",\"action\":\"send\",\"from\":\"zhangsan\",\"tolist\":[\"lisi\"],"
                    + "\"roomid\":\"wr1\",\"msgtime\":1763600000000,\"msgtype\":\"text\",\"text\":{\"content\":\"第 " + i
                    + " 条，明天上午九点在三楼会议室开会，请带上报价和图纸。\"}}");
        }
        return records;
    }

    private static double opened(ArchiveRounds.Opening opening, PrivateKeys keys) throws Exception {
        List<Json> records;
        try (Library library = opening.open()) {
            records = Json.read(library.chatData(0, Caution.AT_ONCE))
                    .good()
                    .orElseThrow()
                    .at("chatdata")
                    .items();
        }
        long begin = System.nanoTime();
        for (int i = 0; i < KEYS; i++) {
            Json record = records.get(i % records.size());
            keys.open(1, record.text("encrypt_random_key").orElseThrow()).orElseThrow();
        }
        return KEYS / ((System.nanoTime() - begin) / 1e9);
    }

    /** With the pauses that the platform wants. */
    private static double caughtUp(ArchiveRounds.Opening opening, PrivateKeys keys) throws Exception {
        try (ArchiveRounds rounds =
                new ArchiveRounds(COMPANY, opening, keys, new TestClock(Instant.EPOCH.plus(Duration.ofDays(20_000))))) {
            Optional<String> cursor = Optional.empty();
            int came = 0;
            long begin = System.nanoTime();
            while (came < RECORDS) {
                if (!(rounds.next(cursor) instanceof Step.Done<Poller.Batch> done)) {
                    throw new IllegalStateException("the archive hands out nothing");
                }
                came += done.value().came().size();
                cursor = Optional.of(done.value().cursor());
                if (came < RECORDS) {
                    TimeUnit.NANOSECONDS.sleep(done.value().rest().toNanos());
                }
            }
            return RECORDS / ((System.nanoTime() - begin) / 1e9);
        }
    }
}
