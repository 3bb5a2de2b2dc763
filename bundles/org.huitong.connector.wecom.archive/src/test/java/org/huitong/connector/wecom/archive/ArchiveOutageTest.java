// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days without the archive, hour by hour on a clock of our own; the vendor keeps five. */
class ArchiveOutageTest {
    /** The archive of one company, by hour. */
    private static final int EACH_HOUR = 10;

    private static final int KEPT_HOURS = 120;
    private static final Pattern LEFT = Pattern.compile("还有 (\\d+) 小时");

    @TempDir
    Path folder;

    private ArchiveDesk desk;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        desk = new ArchiveDesk(folder);
        desk.turn();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void fourAndAHalfDaysAreCaughtUpAndEveryHourSaysHowLongThereIs() throws Exception {
        for (int hour = 1; hour <= 108; hour++) {
            String told = hourOfOutage();
            Matcher left = LEFT.matcher(told);
            assertThat(left.find()).as("hour %d: %s", hour, told).isTrue();
            assertThat(Integer.parseInt(left.group(1))).isEqualTo(KEPT_HOURS - hour);
        }
        int calls = catchUp();
        System.out.println("archive outage: hours=108 said=" + said.size() + " kept="
                + desk.messages().size() + " calls=" + calls + " gaps=" + gaps());
        assertThat(desk.messages()).extracting(m -> m.key().nativeId()).containsExactlyElementsOf(said);
        assertThat(calls).as("600 a minute are allowed, and fewer are needed").isLessThan(60);
        assertThat(((Step.Done<Poller.Batch>) desk.turn()).value().came()).isEmpty();
    }

    @Test
    void sixDaysSayHourByHourWhatIsLostAndTheLogSaysItOnce() throws Exception {
        for (int hour = 1; hour <= 144; hour++) {
            String told = hourOfOutage();
            if (hour < KEPT_HOURS) {
                assertThat(told).as("hour %d", hour).contains("还有 " + (KEPT_HOURS - hour) + " 小时");
            } else if (hour > KEPT_HOURS) {
                // From the last that is here, by an hour more each hour.
                assertThat(told)
                        .as("hour %d", hour)
                        .contains(words(hour) + " 至 " + words(KEPT_HOURS))
                        .contains("已无法取得");
            }
        }
        int lost = 24 * EACH_HOUR;
        desk.box.forget(lost);
        int calls = catchUp();
        System.out.println("archive outage: hours=144 said=" + said.size() + " kept="
                + (desk.messages().size() - gaps()) + " lost=" + lost + " calls=" + calls + " gaps=" + gaps());
        assertThat(gaps()).isEqualTo(1);
        assertThat(desk.messages().get(0).content().text().orElseThrow())
                .contains(words(144) + " — " + words(KEPT_HOURS));
        assertThat(desk.messages().subList(1, desk.messages().size()))
                .extracting(m -> m.key().nativeId())
                .containsExactlyElementsOf(said.subList(lost, said.size()));
    }

    /** As many hours ago. */
    private String words(int hours) {
        return ArchivePlace.words(desk.clock.instant().minus(Duration.ofHours(hours)), desk.clock.zone());
    }

    /** @return what the account says at its end */
    private String hourOfOutage() throws Exception {
        desk.clock.leap(Duration.ofHours(1));
        List<String> records = new ArrayList<>();
        for (int i = 0; i < EACH_HOUR; i++) {
            String id = "m" + said.size();
            said.add(id);
            records.add("{\"msgid\":\"" + id + "\",\"action\":\"send\",\"from\":\"zhangsan\",\"tolist\":[\"lisi\"],"
                    + "\"roomid\":\"wr1\",\"msgtime\":" + (desk.clock.millis() - 3_600_000 + i * 1_000)
                    + ",\"msgtype\":\"text\",\"text\":{\"content\":\"第 " + said.size() + " 条\"}}");
        }
        desk.box.say(records);
        desk.box.goWrong(List.of("getChatData 10009"));
        return ((Step.Failed<Poller.Batch>) desk.turn()).detail().zh();
    }

    private int catchUp() throws Exception {
        int calls = 0;
        Duration rest = Duration.ZERO;
        while (calls == 0 || rest.compareTo(Duration.ofSeconds(1)) < 0) {
            calls++;
            long asked = System.nanoTime();
            Poller.Batch batch = ((Step.Done<Poller.Batch>) desk.turn()).value();
            rest = batch.rest();
            assertThat(rest.plusNanos(System.nanoTime() - asked))
                    .as("600 calls a minute")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
        return calls;
    }

    private int gaps() {
        return (int) desk.messages().stream()
                .filter(m -> m.content()
                        .event()
                        .filter(event -> event.name().equals("archive_gap"))
                        .isPresent())
                .count();
    }
}
