// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people expect of signs in words, of signs in numbers and of letters beside digits. The values were written down
 * from what a reader would say, before anything was run. The first lines of each table came from the field.
 */
class KeywordKindsTest {
    /** keyword | text | fires; letters that cannot be seen are written as escapes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a sign of the keyword that the text leaves out
            Wi-Fi           | 车间WiFi断了              | true
            A-3             | A3机                      | true
            COVID-19        | covid19 来了              | true
            wi-fi           | wifi                      | true
            Ｗｉ－Ｆｉ      | 车间wifi断了              | true
            Wi-Fi           | 车间ｗｉｆｉ断了          | true
            Wi-Fi           | 车间Wi\\u200bFi断了       | true
            e-mail          | 请回Email                 | true
            R&D             | RD中心                    | true
            TCP/IP          | TCPIP协议                 | true
            Node.js         | 用nodejs写                | true
            U.S.A.          | made in USA               | true
            Yahoo!Mail      | yahoomail                 | true
            re:Invent       | 参加reinvent              | true
            résumé-s        | RESUMES                   | true
            A-3-b           | a3b                       | true
            「A」-级        | A级                       | true
            技改-2          | 技改2期                   | true
            技改－2         | 技改2期                   | true
            訂單-A          | 订单a                     | true
            -A3-            | A3                        | true
            (VIP)           | vip客户                   | true
            C++             | 会c的人                   | true
            # a sign of the text that the keyword leaves out
            WiFi            | 车间Wi-Fi断了             | true
            A3              | A-3机                     | true
            covid19         | COVID-19 来了             | true
            COVID19         | COVID—19 来了             | true
            covid19         | ＣＯＶＩＤ－１９来了      | true
            wifi            | 'Wi‑Fi'                   | true
            wifi            | W.i.F.i                   | true
            wifi            | Wi\\u200b-\\u200bFi       | true
            RD              | R＆D部                    | true
            usa             | the U.S.A.                | true
            技改2           | 技改-2期                  | true
            # another sign
            Wi-Fi           | Wi/Fi                     | true
            Wi-Fi           | Wi Fi                     | true
            COVID-19        | covid_19                  | true
            COVID-19        | covid 19                  | true
            A-3             | Ａ·３                     | true
            # as words are wrapped in mails; where a keyword has a gap itself, any gap may stand
            Wi-Fi           | Wi-\\nFi                  | true
            project plan    | the project\\nplan         | true
            # where a number is written in groups, as telephones, cards and dates are
            400-800-1234    | 请拨4008001234            | true
            4008001234      | 请拨400-800-1234          | true
            400-800-1234    | 请拨400－800－1234        | true
            13800138000     | 电话138 0013 8000         | true
            138-0013-8000   | 电话13800138000           | true
            6222021234567890 | 卡号6222 0212 3456 7890  | true
            2024-01-15      | 20240115到期              | true
            20240115        | 2024/01/15到期            | true
            # what must stay silent
            Wi-Fi           | WiFix                     | false
            Wi-Fi           | unWiFi                    | false
            Wi-Fi           | W i-f ish                 | false
            A-3             | A30                       | false
            A-3             | BA3                       | false
            A-3             | A4机                      | false
            COVID-19        | covid190                  | false
            covid19         | covid。19日来了           | false
            WiFi            | wi，fi                    | false
            the rapist      | therapist                 | false
            the - rapist    | therapist                 | false
            Hello, world    | helloworld                | false
            therapist       | the rapist                | false
            # a short number with a sign in it is two numbers
            3-5天           | 35天                      | false
            35天            | 3-5天                     | false
            1-10            | 110                       | false
            12:30           | 1230                      | false
            1-2-3           | 123                       | false
            400-800-1234    | 14008001234               | false
            400-800-1234    | 40080012345               | false
            4008001234      | 400，800，1234            | false
            """)
    void signsInsideAWordAreNotCompared(String keyword, String text, boolean fires) {
        check(keyword, text, fires);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # what groups digits does not end their number
            500元           | 报价1,500元               | false
            500元           | 报价1，500元              | false
            500元           | 报价１，５００元          | false
            500元           | 报价1﹐500元              | false
            500元           | 报价1'500元               | false
            500元           | 报价1’500元               | false
            500元           | 报价1＇500元              | false
            500元           | 报价1\\u2009500元         | false
            500元           | 报价1\\u202f500元         | false
            500元           | 报价1\\u200b,500元        | false
            500元           | 报价1,\\u200b500元        | false
            500元           | 报价1,\\u200b5\\u200b00元 | false
            500元           | 3,500元                   | false
            500元           | 12,500元                  | false
            500元           | 112,500元                 | false
            500元           | 1,234,500元               | false
            500元           | RMB1,500元                | false
            500元           | ￥1,500元                 | false
            500元           | -1,500元                  | false
            500元           | 0,500元                   | false
            500元           | 报价𝟏,𝟓𝟎𝟎元               | false
            500             | 1,500                     | false
            500             | 1,500.00                  | false
            500             | 1,500,000                 | false
            1               | 1,500                     | false
            234             | 1,234,567                 | false
            500元           | 1.500元                   | false
            5元             | 1.5元                     | false
            5元             | 1.\\u200b5元              | false
            5天             | 1·5天                     | false
            报价1           | 报价1,500元               | false
            # how a number is grouped makes no difference
            1500元          | 报价1,500元               | true
            1,500元         | 报价1500元                | true
            1,500元         | 报价1，500元              | true
            1’500元         | 报价1,500元               | true
            1,500元         | 报价１，５００元          | true
            1,500           | 一共1,500，谢谢           | true
            1,500           | 一共1,500.                | true
            1,500           | 一共1,500,                | true
            1234567.89      | 合计1,234,567.89元        | true
            報價1,500       | 报价1500                  | true
            3.15            | 3·15晚会                  | true
            9·11            | 9.11事件                  | true
            # a number ends where something else begins
            500元           | A,500元                   | true
            500元           | 报价，500元               | true
            500元           | ,500元                    | true
            500元           | ，500元                   | true
            500元           | 1、500元                  | true
            500元           | 1；500元                  | true
            500元           | 1, 500元                  | true
            500元           | 1 500元                   | true
            500元           | 100-500元                 | true
            500元           | 1,500元，500元            | true
            500元           | 1,500，500元              | true
            500元           | 500,500元                 | false
            500元           | 2024,500元                | true
            500元           | 2024，500元               | true
            500元           | ①500元 ②600元             | true
            500元           | 500元,600元               | true
            500元           | 500元                     | true
            500元           | 1,,500元                  | true
            2000元          | 1,2000元                  | true
            # a list is no number
            2               | 1,2,3                     | true
            3号楼           | 1,2,3号楼                 | true
            20日            | 10,20日                   | true
            13900139000     | 13800138000,13900139000   | true
            13800138000     | 13800138000，13900139000  | true
            102             | 2024,101,102              | true
            102             | 101,102,1034              | true
            002             | 001,002,003               | true
            500             | 12.75,500                 | true
            # otherwise as before
            500元           | 1500元                    | false
            1,500元         | 1,5000元                  | false
            1,500元         | 11,500元                  | false
            1,500           | 1,500.5                   | false
            1-500           | 1,500                     | false
            """)
    void whatGroupsDigitsDoesNotEndANumber(String keyword, String text, boolean fires) {
        check(keyword, text, fires);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            vpn             | vpn333                    | true
            kg              | 重5kg                     | true
            VPN             | ｖｐｎ３３３              | true
            vpn             | 333vpn                    | true
            vpn             | 3vpn3                     | true
            vpn             | v\\u200bpn333             | true
            vpn             | v-p-n333                  | true
            kg              | 重５ＫＧ                  | true
            kg              | 重5㎏                     | true
            kg              | 重1.5kg                   | true
            kg              | 重1,500kg                 | true
            kg              | 5kg                       | true
            5kg             | 重5kg                     | true
            5kg             | 重5 kg                    | true
            5 kg            | 重5kg                     | true
            iPhone 15       | iphone15                  | true
            iPhone15        | iPhone 15                 | true
            333             | vpn333                    | true
            500             | 500kg                     | true
            500             | USD500                    | true
            м               | 5м                        | true
            für             | für3                      | true
            m               | 20m²                      | true
            A3              | A3机                      | true
            A3              | A3b                       | true
            3D              | 用3d打印                  | true
            P0              | P0故障                    | true
            km              | 5km                       | true
            km              | km5                       | true
            km              | 5km/h                     | true
            # what must stay silent
            km              | kmart                     | false
            km              | 5kmart                    | false
            km              | Skm5                      | false
            kg              | 5kgs                      | false
            vpn             | myvpn333                  | false
            vpn             | vpns333                   | false
            33              | vpn333                    | false
            5kg             | 15kg                      | false
            5kg             | 1.5kg                     | false
            5kg             | 1,005kg                   | false
            5kg             | 5，kg                     | false
            3D              | 13D                       | false
            3D              | 3days                     | false
            A3              | BA3                       | false
            A3              | A30                       | false
            P0              | P01                       | false
            5G              | 5GHz                      | false
            1.5             | v1.50                     | false
            5               | v1.5                      | false
            """)
    void lettersEndWhereDigitsBegin(String keyword, String text, boolean fires) {
        check(keyword, text, fires);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # keyword | exception | text | fires
            vpn  | vpn333   | 用vpn333            | false
            vpn  | VPN-333  | 用vpn333            | false
            Wi-Fi | 免费wifi | 免费Wi-Fi          | false
            Wi-Fi | 免费wifi | 免费Wi-Fi，WiFi断了 | true
            元   | 1,500元  | 报价1500元          | false
            """)
    void exceptionsReadAsKeywordsDo(String keyword, String exception, String text, boolean fires) {
        Rule rule = RuleBookTest.rule(1, "r", List.of(keyword), List.of(exception));
        assertThat(RuleBook.of("s", List.of(rule))
                        .judge(RuleBookTest.message(text))
                        .isEmpty())
                .isEqualTo(!fires);
    }

    static Stream<String> signsAlone() {
        return Stream.of("---", "！！！", "，", "🔥", "\u200b", "(·)", "\"\"", "…");
    }

    /** Such a keyword is refused when it is saved; one that came into the book all the same finds nothing. */
    @ParameterizedTest
    @MethodSource
    void signsAlone(String keyword) {
        assertThat(RuleBookTest.book(keyword).judge(RuleBookTest.message("紧急" + keyword + "a1" + keyword)))
                .isEmpty();
    }

    @Test
    void theTextAndTheNamesOfAllAttachmentsAreJudged() {
        Content content = Content.of(
                MessageType.FILE,
                "见附件",
                Attachment.file("a", "清单.xlsx"),
                Attachment.file("b", null),
                Attachment.file("c", "车间WiFi_v2.docx"));
        assertThat(RuleBookTest.book("Wi-Fi").judge(RuleBookTest.message(content)))
                .isNotEmpty();
        assertThat(RuleBookTest.book("附件").judge(RuleBookTest.message(content))).isNotEmpty();
    }

    /** A number with a hundred thousand groups is looked through once, not once for each of them. */
    @Test
    void aLongNumberIsReadInOnePass() {
        RuleBook book = RuleBookTest.book("500元");
        for (String text : List.of("1" + ",000".repeat(100_000) + ",500元", "1\u200b,".repeat(100_000))) {
            // Once for each group would take minutes on any machine.
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> book.judge(RuleBookTest.message(text))))
                    .isEmpty();
        }
    }

    @Test
    void saysWhereANumberStandsWithItsSigns() {
        RuleBook.Explanation said = RuleBookTest.book("1500元").explain("共1,500元", Optional.empty(), Optional.empty());
        assertThat(said.hits()).extracting(RuleBook.Hit::from, RuleBook.Hit::to).containsExactly(tuple(1, 7));
    }

    private static void check(String keyword, String text, boolean fires) {
        String seen = RuleBookTest.seen(text);
        assertThat(RuleBookTest.book(keyword).judge(RuleBookTest.message(seen)).isEmpty())
                .as("%s in %s", keyword, seen)
                .isEqualTo(!fires);
    }
}
