// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTest {
    /** keyword | text, with letters written as escapes where they cannot be seen. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            紧急            | 紧急
            紧急            | 这件事很紧急请马上处理
            审批            | 请审批
            审批            | 请尽快审批，谢谢
            客户投诉        | 【客户投诉】华东区
            # width
            urgent          | ＵＲＧＥＮＴ
            ＵＲＧＥＮＴ    | please, urgent!
            ERP             | ｅｒｐ系统
            12345           | 热线１２３４５
            # case
            URGENT          | this is Urgent
            erp             | ERP系统宕机
            # accents
            resume          | my résumé
            # traditional and simplified, both ways
            紧急            | 緊急
            緊急            | 紧急通知
            审批            | 請審批
            客户投诉        | 客戶投訴
            干净            | 乾淨
            里程碑          | 裏程碑
            里程碑          | 里程碑
            为              | 爲什麼
            # zero-width
            紧急            | 紧\\u200b急
            紧急            | 紧\\ufeff急
            紧急            | 紧\\u200d\\u2060急
            紧急            | 紧\\u00ad急
            紧急            | 紧\\ufe0f急
            urgent          | u\\u200brg\\u200bent
            # struck through, letter by letter
            紧急            | 紧\\u0336急\\u0336
            # noise
            紧急            | 紧-急
            紧急            | 紧 急
            紧急            | 紧   急
            紧急            | 紧\\u3000急
            紧急            | 紧\\u00a0急
            紧急            | 紧*急
            紧急            | 紧_急
            紧急            | 紧.急
            紧急            | 紧·急
            紧急            | 紧/急
            紧急            | 紧~急
            紧急            | 紧—急
            紧急            | '紧|急'
            紧急            | (紧)(急)
            紧急            | 【紧】【急】
            紧急            | "紧"急
            紧急            | 紧🔥急
            紧急            | 紧 - 急
            客户投诉        | 客-戶*投 訴
            urgent          | ur-gent
            urgent          | u.r.g.e.n.t
            urgent          | U R G E N T
            urgent          | 'u*r*g*e*n*t'
            # all at once
            客户投诉        | 客\\u200b戶－投 ＿訴
            # words beside Chinese
            erp             | 请看erp系统
            A级             | 这是A级客户
            A级             | a 级
            # what the keyword itself holds
            project plan    | the Project  Plan
            project plan    | project-plan
            紧-急           | 紧急
            400-800-1234    | 请拨400 800 1234
            3.15            | 3.15晚会
            3天             | 等3天
            你好，世界      | 你好，世界
            你好，世界      | 你好世界
            # signs made of letters, compatibility forms
            kg              | 100 ㎏
            秘密            | ㊙密
            一二            | ⼀二
            urgent          | 𝐮𝐫𝐠𝐞𝐧𝐭
            コピー          | ｺﾋﾟｰ
            """)
    void fires(String keyword, String text) {
        assertThat(book(keyword).judge(message(seen(text)))).as(text).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # inside another word
            urgent          | insurgent
            urgent          | urgently
            erp             | interpret
            app             | happy
            ID              | 这个idea
            A4              | A40纸
            110             | 电话1100
            110             | 21103号
            3天             | 13天
            3天             | 1.3天
            3.15            | 315
            # numbers are not spelled
            110             | 1-10
            110             | 1 10
            # two words are not one
            therapist       | the rapist
            the rapist      | therapist
            urgent          | your gentle
            anode           | an ode
            projectplan     | project plan
            # over the end of a clause
            紧急            | 时间很紧，急需处理
            紧急            | 时间很紧。急件
            紧急            | 紧\\n急
            紧急            | 很紧……急什么
            审批            | 请审：批次号
            # something else
            紧急            | 紧要
            紧急            | 急紧
            紧急            | 紧
            紧急            | ''
            审批            | 审核并批准
            """)
    void staysSilent(String keyword, String text) {
        assertThat(book(keyword).judge(message(seen(text)))).as(text).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # keyword, exceptions, text, fires
            紧急 | 不紧急       | 这事不紧急                 | false
            紧急 | 不紧急       | 這事不緊急                 | false
            紧急 | 不紧急       | 不 紧-急                   | false
            紧急 | 不紧急       | 不紧急，但审批很紧急       | true
            紧急 | 不紧急       | 紧急不紧急                 | true
            紧急 | 不紧急       | 紧急                       | true
            紧急 | 紧急出口     | 紧急出口在左边             | false
            项目 | 这项目标     | 这项目标很高               | false
            项目 | 这项目标     | 这个项目目标很高           | true
            审批 | 审批流 无需审批 | 无需审批                | false
            客户投诉 | 投诉处理完毕 | 客户投诉处理完毕        | false
            urgent | not urgent | this is not urgent         | false
            urgent | not urgent | notable but urgent         | true
            """)
    void exceptionsPrevent(String keyword, String exceptions, String text, boolean fires) {
        Rule rule = rule(1, "r", List.of(keyword), List.of(exceptions.split(" (?![a-z])")));
        assertThat(RuleBook.of("s", List.of(rule)).judge(message(text)).isEmpty())
                .as(text)
                .isEqualTo(!fires);
    }

    @Test
    void anExceptionCountsForItsOwnRuleOnly() {
        RuleBook book = RuleBook.of(
                "s",
                List.of(rule(1, "mine", List.of("紧急"), List.of("不紧急")), rule(2, "other", List.of("紧急"), List.of())));
        assertThat(book.judge(message("不紧急"))).containsExactly(Mark.of(Mark.Kind.RULE, "other"));
    }

    @Test
    void theHighestPriorityAndAllTagsAreMarked() {
        Rule low = new Rule(
                1,
                1,
                "闲聊",
                List.of("午饭"),
                List.of(),
                Optional.of(Priority.LOW),
                List.of("闲聊"),
                Set.of(),
                Set.of(),
                true,
                "");
        Rule high = new Rule(
                2,
                1,
                "投诉",
                List.of("投诉"),
                List.of(),
                Optional.of(Priority.HIGH),
                List.of("投诉", "客户"),
                Set.of(),
                Set.of(),
                true,
                "");
        assertThat(RuleBook.of("rules-7", List.of(low, high)).judge(message("午饭被投诉")))
                .containsExactlyInAnyOrder(
                        Priority.HIGH.mark(),
                        Mark.of(Mark.Kind.RULE, "闲聊"),
                        Mark.of(Mark.Kind.RULE, "投诉"),
                        Mark.of(Mark.Kind.TAG, "闲聊"),
                        Mark.of(Mark.Kind.TAG, "投诉"),
                        Mark.of(Mark.Kind.TAG, "客户"));
    }

    @Test
    void scopeAndSwitchAreKept() {
        Rule scoped = new Rule(
                1,
                1,
                "r",
                List.of("紧急"),
                List.of(),
                Optional.empty(),
                List.of(),
                Set.of("wecom"),
                Set.of(MessageType.TEXT),
                true,
                "");
        assertThat(RuleBook.of("s", List.of(scoped)).judge(message("紧急", "wecom", MessageType.TEXT)))
                .isNotEmpty();
        assertThat(RuleBook.of("s", List.of(scoped)).judge(message("紧急", "feishu", MessageType.TEXT)))
                .isEmpty();
        assertThat(RuleBook.of("s", List.of(scoped)).judge(message("紧急", "wecom", MessageType.CARD)))
                .isEmpty();
        Rule off = new Rule(
                1, 1, "r", List.of("紧急"), List.of(), Optional.empty(), List.of(), Set.of(), Set.of(), false, "");
        assertThat(RuleBook.of("s", List.of(off)).judge(message("紧急"))).isEmpty();
    }

    @Test
    void namesOfFilesAreReadEachByItself() {
        Message message = message(Content.of(
                MessageType.FILE,
                null,
                Attachment.file("a", "很紧"),
                Attachment.file("b", "急.docx"),
                Attachment.file("c", "审批单.docx")));
        assertThat(book("紧急").judge(message)).isEmpty();
        assertThat(book("审批").judge(message)).isNotEmpty();
    }

    @Test
    void saysWhereARuleFiresAndWhatHeldItBack() {
        RuleBook book = RuleBook.of("rules-3", List.of(rule(5, "急事", List.of("紧急"), List.of("不紧急"))));
        RuleBook.Explanation said = book.explain("a🔥緊-急 不紧急", Optional.empty(), Optional.empty());
        assertThat(said.snapshot()).isEqualTo("rules-3");
        assertThat(said.rules()).containsExactly("急事");
        assertThat(said.hits())
                .containsExactly(
                        new RuleBook.Hit(5, "急事", "紧急", 3, 6, Optional.empty()),
                        new RuleBook.Hit(5, "急事", "紧急", 8, 10, Optional.of("不紧急")));
    }

    @Test
    void aLongTextFullOfHeldBackKeywordsIsJudgedWithinTheBudget() {
        RuleBook book = RuleBook.of("s", List.of(rule(1, "r", List.of("紧急"), List.of("不紧急"))));
        Message message = message("不紧急".repeat(30_000));
        // Linear: looking through all pairs would take minutes on any machine.
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> book.judge(message)))
                .isEmpty();
    }

    @Test
    void whatIsInShadowSaysNothingAloud() {
        Rule loud = rule(1, "停机", List.of("停机"), List.of());
        Rule shadow = new Rule(
                2,
                1,
                "停线",
                List.of("停线"),
                List.of("不停线"),
                Optional.of(Priority.HIGH),
                List.of("故障"),
                Set.of(),
                Set.of(),
                true,
                "",
                true);
        RuleBook book = RuleBook.of("s", List.of(loud, shadow));
        Message message = message("二号机停机，三号线停线");
        assertThat(book.judge(message)).containsExactly(Mark.of(Mark.Kind.RULE, "停机"));
        assertThat(book.named(book.judge(message))).containsExactly(1L);
        RuleBook looksOn = book.shadow().orElseThrow();
        assertThat(looksOn.named(looksOn.judge(message))).containsExactly(2L);
        assertThat(looksOn.judge(message("三号线不停线"))).isEmpty();
        assertThat(RuleBook.of("s", List.of(loud)).shadow()).isEmpty();
    }

    static RuleBook book(String... keywords) {
        return RuleBook.of("s", List.of(rule(1, "r", List.of(keywords), List.of())));
    }

    static Rule rule(long id, String name, List<String> keywords, List<String> exceptions) {
        return new Rule(id, 1, name, keywords, exceptions, Optional.empty(), List.of(), Set.of(), Set.of(), true, "");
    }

    static Message message(String text) {
        return message(text, "dingtalk", MessageType.TEXT);
    }

    static Message message(String text, String platform, MessageType type) {
        return message(Content.of(type, text), platform);
    }

    static Message message(Content content) {
        return message(content, "dingtalk");
    }

    private static Message message(Content content, String platform) {
        return new Message(
                new MessageKey(platform, "corp", "m1"),
                "sales",
                Conversation.of("c1", Conversation.Kind.GROUP),
                Sender.person("u1", null),
                content,
                Instant.EPOCH,
                0,
                "{}");
    }

    /** Turns the escapes of the tables into what they stand for. */
    static String seen(String text) {
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(text.replace("\\n", "\n"))
                .replaceAll(m -> String.valueOf((char) Integer.parseInt(m.group(1), 16)));
    }
}
