// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.junit.jupiter.api.Test;

/** What people ask of the hub in their chats, on any database. */
interface ChatClerkContract {
    Office office();

    @Test
    default void tellsWhatOneHasToDoAndEndsItByItsNumber() {
        Office office = office();
        Task first = office.open("整改", "p4", "d2", "2026-03-12T18:00");
        Task second = office.open("盘点", "p4", "d2", "2026-03-13T18:00");
        office.outbox.clear();
        say(office, 1, "我的待办", "p4");
        assertThat(answer(office))
                .isEqualTo("您的待办（2）：\n1. 整改，截止 3月12日 18:00，" + first.code() + "\n2. 盘点，截止 3月13日 18:00，" + second.code()
                        + "\n回复“完成 1”办结第 1 项。");
        assertThat(office.outbox.letters().get(0).to()).isEqualTo(new To.User("test", "main", "u1"));
        say(office, 2, "完成 1", "p4");
        assertThat(office.task(first.id()).state()).isEqualTo(TaskState.DONE);
        // The number means what it meant in the list that was told, though the second is the first by now.
        say(office, 3, "完成 1", "p4");
        assertThat(answer(office)).contains("已经结束");
        assertThat(office.task(second.id()).state()).isEqualTo(TaskState.OPEN);
        say(office, 4, "完成 7", "p4");
        assertThat(answer(office)).contains("没有第 7 项");
        say(office, 5, "完成 1", "p6");
        assertThat(answer(office)).contains("请先发送“我的待办”");
    }

    /** A list has ten; how many there are is told all the same. */
    @Test
    default void tellsHowManyThereAreWhereAListHasNotRoomForAll() {
        Office office = office();
        for (int i = 0; i < 12; i++) {
            office.open("整改" + i, "p4", "d2", "2026-03-12T18:00");
        }
        say(office, 1, "我的待办", "p4");
        assertThat(answer(office))
                .startsWith("您的待办（12，以下是最先到期的 10 项）：")
                .contains("\n10. ")
                .doesNotContain("\n11. ");
    }

    @Test
    default void handsWorkOverToWhomOneMay() {
        Office office = office();
        say(office, 1, "转任务 赵大伟 周五 核对交期", "p3");
        Task task = all(office).get(0);
        assertThat(task.words().title()).isEqualTo("核对交期");
        assertThat(task.assignee()).contains("p4");
        assertThat(task.maker()).contains("p3");
        assertThat(task.due()).contains(Office.at("2026-03-13T18:00"));
        assertThat(answer(office)).startsWith("已转任务 " + task.code() + "：赵大伟");
        assertThat(office.audit.lines()).contains("@test tasks.open task:" + task.id() + " done");
        say(office, 2, "转任务 吴启帆 周五 出报告", "p3");
        assertThat(answer(office)).contains("只能把任务交给自己、本部门同事或您管理的人员");
        say(office, 3, "转任务 王五 周五 出报告", "p3");
        assertThat(answer(office)).contains("通讯录里没有“王五”");
        say(office, 4, "转任务 我 明天", "p3");
        assertThat(answer(office)).contains("请写明要做什么");
        assertThat(all(office)).hasSize(1);
    }

    @Test
    default void aQuotedMessageIsWhatTheTaskIsAbout() {
        Office office = office();
        Message message = direct(1, "转任务 我 明天").replyingTo(Optional.of("m7"));
        read(office, entry(1, message, Entry.Liveness.LIVE, "p3"));
        Task task = all(office).get(0);
        assertThat(task.message()).contains(new MessageKey("test", "tenant", "m7").id());
        assertThat(task.words().title()).isEqualTo("跟进一条消息");
    }

    /** Who makes it hurry is asked which, where it is not clear. */
    @Test
    default void hurriesWhoIsToSeeToIt() {
        Office office = office();
        Task first = office.open("整改", "p4", "d2", "2026-03-12T18:00");
        office.outbox.clear();
        say(office, 1, "催办", "p3");
        assertThat(office.outbox.lines()).first().asString().startsWith("p4: 【李秀英 催办】整改");
        assertThat(answer(office)).isEqualTo("已催办 " + first.code() + "，通知了 赵大伟。");
        Task second = office.open("盘点", "p4", "d2", "2026-03-13T18:00");
        office.outbox.clear();
        say(office, 2, "催办", "p3");
        assertThat(answer(office)).startsWith("催办哪一项？").contains("2. 盘点");
        assertThat(office.outbox.letters()).hasSize(1);
        say(office, 3, "催办 2", "p3");
        assertThat(office.history(second)).endsWith(Step.Kind.REMINDED);
        say(office, 4, "催办 " + second.code(), "p6");
        assertThat(answer(office)).contains("没有找到可以催办的任务");
    }

    /** The same word twice, edited, late, or of a group that does not speak to the hub: nothing is done again. */
    @Test
    default void obeysOnceAndOnlyWhatIsSaidToTheHub() {
        Office office = office();
        Message message = direct(1, "转任务 我 明天 盘点");
        read(office, entry(1, message, Entry.Liveness.LIVE, "p3"));
        read(office, entry(1, message, Entry.Liveness.LIVE, "p3"));
        read(office, entry(2, direct(2, "转任务 我 明天 盘点"), Entry.Liveness.LATE, "p3"));
        read(office, entry(3, direct(3, "转任务 我 明天 盘点"), Entry.Liveness.REPLAYED, "p3"));
        assertThat(all(office)).hasSize(1);
        assertThat(office.outbox.letters()).hasSize(1);
        read(office, entry(4, group(4, "转任务 我 明天 盘点"), Entry.Liveness.LIVE, "p3"));
        read(office, entry(5, group(5, "@赵大伟 转任务 我 明天 盘点"), Entry.Liveness.LIVE, "p3"));
        assertThat(all(office)).hasSize(1);
        read(office, entry(6, group(6, "@汇通 转任务 我 明天 盘点"), Entry.Liveness.LIVE, "p3"));
        Message called = group(7, "转任务 我 明天 盘点").to(List.of(Addressee.of("the-robot")));
        read(office, entry(7, called, Entry.Liveness.LIVE, "p3"));
        assertThat(all(office)).hasSize(3);
    }

    /** DingTalk says it beside the text; what looks so elsewhere is what somebody wrote, or another platform's. */
    @Test
    default void obeysWhereDingtalkSaysThatItsRobotIsCalled() {
        Office office = office();
        Message robot = group(8, "转任务 我 明天 盘点");
        String called = "{\"isInAtList\":true}";
        read(office, entry(8, on("feishu", robot, called), Entry.Liveness.LIVE, "p3"));
        String quoting = "{\"text\":\"\\\"isInAtList\\\":true\"}";
        read(office, entry(9, on("dingtalk", robot, quoting), Entry.Liveness.LIVE, "p3"));
        assertThat(all(office)).isEmpty();
        read(office, entry(10, on("dingtalk", robot, called), Entry.Liveness.LIVE, "p3"));
        assertThat(all(office)).hasSize(1);
    }

    @Test
    default void inAGroupNobodyElseHearsWhatOneHasToDo() {
        Office office = office();
        office.open("整改", "p4", "d2", "2026-03-12T18:00");
        office.outbox.clear();
        read(office, entry(1, group(1, "@汇通 我的待办"), Entry.Liveness.LIVE, "p4"));
        assertThat(office.outbox.lines())
                .containsExactly("p4: 您的待办（1）：", new To.Room("test", "main", "group") + ": 赵大伟，您有 1 项待办，已单独发给您。");
        read(office, entry(2, group(2, "@汇通 完成 1"), Entry.Liveness.LIVE, "p4"));
        assertThat(answer(office)).startsWith("已办结：T").doesNotContain("整改");
    }

    /** Anybody can write a mail in a colleague's name: it gives no work, ends none, and answers for nobody. */
    @Test
    default void nothingIsDoneForWhoIsOnlyNamed() {
        Office office = office();
        Task task = office.open("整改", "p4", "d2", "2026-03-12T18:00");
        office.outbox.clear();
        for (String platform : List.of("mail", "sms")) {
            for (String words : List.of("我的待办", "转任务 我 明天 盘点", "完成 " + task.code(), "完成", "催办 " + task.code())) {
                Message told = direct(1, words);
                Message forged = new Message(
                        new MessageKey(platform, "tenant", platform + words),
                        "main",
                        told.conversation(),
                        Sender.person("zhaodw@example.cn"),
                        told.content(),
                        told.sentAt(),
                        1,
                        "{}");
                read(office, entry(1, forged, Entry.Liveness.LIVE, "p4"));
            }
        }
        assertThat(office.outbox.letters()).isEmpty();
        assertThat(all(office)).hasSize(1);
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.OPEN);
        assertThat(office.history(task)).doesNotContain(Step.Kind.ACKNOWLEDGED, Step.Kind.COMMENT);
        say(office, 2, "完成 " + task.code(), "p4");
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.DONE);
    }

    /** Two colleagues talk, and WeCom's archive passes it on: a word of theirs is for each other. */
    @Test
    default void whatColleaguesSayToEachOtherCommandsNothing() {
        Office office = office();
        Task task = office.open("整改", "p4", "d2", "2026-03-12T18:00");
        office.outbox.clear();
        long seq = 1;
        for (String words : List.of("完成", "好", "完成 " + task.code(), "我的待办", "转任务 我 明天 盘点", "催办", "催办 " + task.code())) {
            read(office, entry(seq, overheard(direct(seq++, words)), Entry.Liveness.LIVE, "p4"));
        }
        assertThat(office.outbox.letters()).isEmpty();
        assertThat(all(office)).hasSize(1);
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.OPEN);
        assertThat(office.history(task)).doesNotContain(Step.Kind.ACKNOWLEDGED, Step.Kind.COMMENT);
    }

    @Test
    default void whatTheRobotAndTheArchiveBothHearMakesOneTask() {
        Office office = office();
        read(office, entry(1, on("wecom", group(1, "@汇通 转任务 我 明天 盘点"), "{}"), Entry.Liveness.LIVE, "p3"));
        read(office, entry(2, overheard(group(2, "@汇通 转任务 我 明天 盘点")), Entry.Liveness.LIVE, "p3"));
        assertThat(all(office)).hasSize(1);
    }

    private static Message overheard(Message message) {
        return on("wecom", message, "{\"msgid\":\"1\",\"from\":\"u1\",\"tolist\":[\"u2\"]}");
    }

    private static Message on(String platform, Message message, String payload) {
        return new Message(
                new MessageKey(platform, "tenant", message.key().nativeId()),
                "main",
                message.conversation(),
                message.sender(),
                message.content(),
                message.sentAt(),
                message.order(),
                payload);
    }

    @Test
    default void whoIsUnknownHearsHowToBecomeKnown() {
        Office office = office();
        read(office, entry(1, direct(1, "我的待办"), Entry.Liveness.LIVE));
        read(office, entry(2, direct(2, "我的待办"), Entry.Liveness.LIVE));
        assertThat(office.outbox.letters()).hasSize(1);
        assertThat(answer(office)).contains("验证码");
    }

    private static void say(Office office, long seq, String text, String person) {
        read(office, entry(seq, direct(seq, text), Entry.Liveness.LIVE, person));
    }

    private static Message direct(long seq, String text) {
        return said(seq, text, Conversation.of("direct", Conversation.Kind.DIRECT));
    }

    private static Message group(long seq, String text) {
        return said(seq, text, Conversation.of("group", Conversation.Kind.GROUP));
    }

    private static Message said(long seq, String text, Conversation room) {
        return new Message(
                new MessageKey("test", "tenant", "c" + seq),
                "main",
                room,
                Sender.person("u1"),
                Content.text(text),
                Office.at("2026-03-11T09:00"),
                seq,
                "{}");
    }

    private static Entry.Said entry(long seq, Message message, Entry.Liveness liveness, String... person) {
        Set<Mark> marks = person.length == 0 ? Set.of() : Set.of(Mark.of(Mark.Kind.PERSON, person[0]));
        return new Entry.Said(seq, seq, liveness, message, 1, false, message.sentAt(), List.of(), marks);
    }

    private static void read(Office office, Entry entry) {
        TaskReader reader = office.reader();
        office.store.write(c -> {
            reader.read(List.of(entry), c);
            return null;
        });
    }

    private static List<Task> all(Office office) {
        return office.store.read(c -> office.shelf.tasks(c, "1 = 1", List.of(), 100));
    }

    private static String answer(Office office) {
        List<Letter> letters = office.outbox.letters();
        return ((Writing.Text) letters.get(letters.size() - 1).writing()).text();
    }
}
