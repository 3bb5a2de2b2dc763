// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Step;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sighting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector and a library in a process of its own, with truly sealed records. */
class ArchiveDayTest {
    @TempDir
    Path folder;

    private ArchiveDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new ArchiveDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aDayWithCrashesAndKeyChangesComesOnceAndInOrder() throws Exception {
        List<String> said = new ArrayList<>();
        say(said, 450);
        String second = desk.changeKey();
        say(said, 300);
        String third = desk.changeKey();
        say(said, 250);
        // Never three at one place: those would be the record's own.
        Deque<List<String>> faults = new ArrayDeque<>(List.of(
                List.of("init 10001", "getChatData crash"),
                List.of("getChatData crash", "decryptData crash"),
                List.of("getChatData crash", "decryptData crash"),
                List.of("getChatData crash", "decryptData crash"),
                List.of("getChatData crash", "decryptData crash"),
                List.of("getChatData 10003", "decryptData crash"),
                List.of("decryptData 10002", "decryptData babble")));
        int before = -1;
        int failures = 0;
        int restarts = 0;
        for (int turn = 0; turn < 80 && desk.messages().size() < said.size(); turn++) {
            if (desk.messages().size() > before && !faults.isEmpty()) {
                before = desk.messages().size();
                desk.box.goWrong(faults.pop());
            }
            if (turn % 9 == 8) {
                // Killed with a batch in hand that was not kept: what was polled is polled again.
                desk.poll();
                desk.open();
                restarts++;
            }
            if (desk.turn() instanceof Step.Failed<Poller.Batch> failed) {
                failures++;
                if (failed.detail().zh().contains("缺少公钥版本 2")) {
                    assertThat(desk.messages()).hasSize(450);
                    desk.enter(second);
                } else if (failed.detail().zh().contains("缺少公钥版本 3")) {
                    assertThat(desk.messages()).hasSize(750);
                    desk.enter(third);
                }
            }
        }
        System.out.println(
                "archive day: said=" + said.size() + " kept=" + desk.messages().size() + " failures=" + failures
                        + " crashes=10 keys=3 restarts=" + restarts + " unreadable=" + desk.unreadable.size());
        assertThat(faults).isEmpty();
        assertThat(desk.box.faultsLeft()).isEmpty();
        assertThat(desk.messages()).extracting(m -> m.key().nativeId()).containsExactlyElementsOf(said);
        assertThat(desk.unreadable).isEmpty();
    }

    private void say(List<String> said, int count) throws Exception {
        say(said, count, "");
    }

    private void say(List<String> said, int count, String more) throws Exception {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "m" + said.size();
            said.add(id);
            records.add("{\"msgid\":\"" + id + "\",\"action\":\"send\",\"from\":\"zhangsan\",\"tolist\":[\"lisi\"],"
                    + "\"roomid\":\"wr1\",\"msgtime\":" + (desk.clock.millis() + said.size())
                    + ",\"msgtype\":\"text\",\"text\":{\"content\":\"第 " + said.size() + " 条" + more + "\"}}");
        }
        desk.box.say(records);
    }

    @Test
    void aLibraryThatHangsIsEndedAndTheNextOneGoesOn() throws Exception {
        say(new ArrayList<>(), 3);
        desk.box.goWrong(List.of("getChatData hang"));
        long begin = System.nanoTime();
        assertThat(desk.turn()).isInstanceOf(Step.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
        assertThat(desk.turn()).isInstanceOf(Step.Done.class);
        assertThat(desk.messages()).hasSize(3);
    }

    @Test
    void aLibraryThatHangsWithMoreAskedThanThePipeHoldsIsEndedWithItsThreads() throws Exception {
        List<String> said = new ArrayList<>();
        say(said, 200, "字".repeat(1_000));
        desk.box.goWrong(List.of("decryptData hang"));
        long begin = System.nanoTime();
        assertThat(desk.turn()).isInstanceOf(Step.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
        until("nothing of it is left", () -> libraries() == 0 && threads() == 0);
        // A process that is begun on a busy machine may be late, too.
        Step<Poller.Batch> next = desk.turn();
        assertThat(next instanceof Step.Done ? next : desk.turn()).isInstanceOf(Step.Done.class);
        assertThat(desk.messages()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getChatData lines", "getChatData line", "decryptData lines", "decryptData line"})
    void aLibraryThatFloodsIsEndedAndTheNextOneGoesOn(String fault) throws Exception {
        say(new ArrayList<>(), 3);
        desk.box.goWrong(List.of(fault));
        long begin = System.nanoTime();
        desk.turn();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
        assertThat(desk.messages()).isEmpty();
        until("nothing of it is left", () -> libraries() == 0 && threads() == 0);
        desk.turn();
        assertThat(desk.messages()).hasSize(3);
    }

    private static long libraries() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .count();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("huitong-archive-"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {10000, 10001, 10002, 10003, 10004, 10005, 10006, 10007, 10008, 10009, 10010, 10011})
    void everyCodeHasItsRemedyAndSaysHowLongThereIs(int code) throws Exception {
        desk.turn();
        desk.clock.leap(Duration.ofDays(1));
        desk.box.goWrong(List.of("getChatData " + code));

        Step.Failed<Poller.Batch> failed = (Step.Failed<Poller.Batch>) desk.turn();

        assertThat(failed.detail().zh())
                .contains("（" + code + "）")
                .contains("还有 96 小时")
                .doesNotContain("查企业微信的错误码");
        assertThat(failed.detail().en()).contains("(" + code + ")").contains("96h");
        assertThat(desk.turn()).isInstanceOf(Step.Done.class);
    }

    @Test
    void whatTheVendorDeletedBeforeItCouldBeHadIsSaidOnce() throws Exception {
        desk.turn();
        desk.clock.leap(Duration.ofDays(6));
        desk.box.goWrong(List.of("init 10009", "getChatData 10009"));
        Step.Failed<Poller.Batch> failed = (Step.Failed<Poller.Batch>) desk.turn();
        assertThat(failed.detail().zh())
                .contains("03-11 12:00")
                .contains("03-12 12:00")
                .contains("无法取得");

        say(new ArrayList<>(), 2);
        desk.turn();
        desk.turn();

        List<Message> all = desk.messages();
        assertThat(all).hasSize(3);
        assertThat(all.get(0).content().event().orElseThrow().name()).isEqualTo("archive_gap");
        assertThat(all.get(0).content().text().orElseThrow()).contains("03-11 12:00 — 03-12 12:00");
    }

    @Test
    void aGapIsToldOnceHoweverLongItTakesToCatchUp() throws Exception {
        desk.turn();
        desk.clock.leap(Duration.ofDays(6));
        say(new ArrayList<>(), 500);
        for (int i = 0; i < 3; i++) {
            desk.turn();
            desk.clock.leap(Duration.ofSeconds(2));
        }
        desk.turn();
        assertThat(desk.messages()).hasSize(501);
        assertThat(desk.messages())
                .filteredOn(m -> m.content().event().isPresent())
                .hasSize(1);
    }

    @Test
    void anotherCompanyUnderTheSameNameBeginsAtItsFirstRecord() throws Exception {
        say(new ArrayList<>(), 3);
        desk.turn();
        desk.cursor = desk.cursor.map(place -> place.replace(ArchiveDesk.CORP, "wwother"));
        desk.sightings.clear();
        desk.turn();
        assertThat(desk.messages()).hasSize(3);
        assertThat(desk.cursor.orElseThrow()).startsWith("3@").endsWith("@" + ArchiveDesk.CORP);
    }

    @Test
    void beforeTheFirstAnswerNothingIsSaidToBeWhole() throws Exception {
        desk.box.goWrong(List.of("getChatData 10009"));
        assertThat(((Step.Failed<Poller.Batch>) desk.turn()).detail().zh()).contains("尚未取到任何消息");
        ArchivePlace first = ArchivePlace.first(ArchiveDesk.CORP, desk.clock.instant());
        assertThat(first.whole()).isEqualTo(desk.clock.instant().minus(ArchivePlace.KEPT));
        assertThat(first.lostUntil(desk.clock.instant().plusSeconds(60))).isEmpty();
        assertThat(first.lostUntil(desk.clock.instant().plusSeconds(7_200))).isPresent();
    }

    @Test
    void aRecordThatDoesNotOpenIsKeptAndTheRestComes() throws Exception {
        say(new ArrayList<>(), 3);
        desk.box.goWrong(List.of("decryptData 10006"));
        desk.turn();
        assertThat(desk.messages()).hasSize(2);
        assertThat(desk.unreadable)
                .singleElement()
                .satisfies(row -> assertThat(row.reason().en()).contains("10006"));
    }

    @Test
    void aKeyThatDoesNotBelongStopsEverythingUntilItIsPutRight() throws Exception {
        String right = desk.changeKey();
        say(new ArrayList<>(), 1);
        String wrong = desk.changeKey().replaceFirst("^3:", "2:");
        ArchiveConnector own = desk.connector;
        desk.connector = desk.connector(java.util.Map.of("privateKeys", wrong));
        own.close();
        assertThat(((Step.Failed<Poller.Batch>) desk.turn()).detail().zh()).contains("不是一对");
        desk.enter(right);
        desk.turn();
        assertThat(desk.messages()).hasSize(1);
    }

    /** Whoever adds a key does not have the old ones to enter again: no page shows them. */
    @Test
    void theNextKeyStandsBesideTheOthers() throws Exception {
        say(new ArrayList<>(), 2);
        String next = desk.changeKey();
        say(new ArrayList<>(), 2);
        ArchiveConnector own = desk.connector;
        desk.connector = desk.connector(java.util.Map.of("nextPrivateKeys", next));
        own.close();
        desk.turn();
        assertThat(desk.messages()).hasSize(4);
    }

    @Test
    void whatWasTakenBackAndWhoeverChangedTheCompany() throws Exception {
        desk.box.say(List.of(
                "{\"msgid\":\"r1\",\"action\":\"recall\",\"from\":\"kenshin\",\"tolist\":[\"lisi\"],\"roomid\":\"\","
                        + "\"msgtime\":1603875615723,\"msgtype\":\"revoke\",\"revoke\":{\"pre_msgid\":\"m1\"}}",
                "{\"msgid\":\"s1\",\"action\":\"switch\",\"time\":1554119421840,\"user\":\"XuJinSheng\"}"));
        desk.turn();
        Sighting.Recalled recalled = (Sighting.Recalled) desk.sightings.get(0);
        assertThat(recalled.key().nativeId()).isEqualTo("m1");
        assertThat(recalled.conversation().id()).isEqualTo("chat:kenshin:lisi");
        Message changed = desk.messages().get(0);
        assertThat(changed.content().type()).isEqualTo(MessageType.EVENT);
        assertThat(changed.sender().id()).isEqualTo("XuJinSheng");
    }

    @Test
    void theProcessEndsWithItsConnector() throws Exception {
        desk.turn();
        List<ProcessHandle> children = ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .toList();
        assertThat(children).isNotEmpty();
        desk.close();
        for (ProcessHandle child : children) {
            child.onExit().get(10, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
