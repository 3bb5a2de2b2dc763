// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.WireSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WecomEventsTest {
    private static final Account ACCOUNT = Account.of();

    @ParameterizedTest
    @CsvSource({
        "subscribe, '', 成员关注了应用",
        "CLICK, <EventKey>a</EventKey>, 成员点击了菜单",
        "LOCATION, '', 成员上报了位置",
        "change_contact, <ChangeType>delete_party</ChangeType>, 通讯录删除部门",
        "change_contact, <ChangeType>turn_user</ChangeType>, 通讯录变更",
        "change_external_contact, <ChangeType>del_follow_user</ChangeType>, 客户删除了成员",
        "change_external_chat, <ChangeType>update</ChangeType><UpdateDetail>change_owner</UpdateDetail>, 客户群的群主变更",
        "sys_approval_change, <ApprovalInfo><SpStatus>3</SpStatus></ApprovalInfo>, 审批被驳回",
        "open_approval_change, <ApprovalInfo><OpenSpStatus>2</OpenSpStatus></ApprovalInfo>, 自建审批已通过",
        "living_status_change, <Status>2</Status>, 直播结束",
        "smart_sheet_change, <ChangeType>add_filed</ChangeType>, 智能表格新增字段",
        "meeting_change, <ChangeType>role_change</ChangeType>, 会议成员的角色变更",
        "brand_new_event, '', 企业微信事件 brand_new_event"
    })
    void saysInOurWordsWhatHappened(String event, String more, String title) {
        LocalText said = title(event, more);

        assertThat(said.zh()).isEqualTo(title);
        assertThat(said.en()).isNotEqualTo(said.zh());
    }

    @Test
    void aRobotsEventsAreSaidAlike() {
        Message message = ACCOUNT.message(
                ACCOUNT.tell(
                        "{\"msgid\":\"m\",\"from\":{\"userid\":\"u\"},\"msgtype\":\"event\","
                                + "\"event\":{\"eventtype\":\"feedback_event\",\"feedback_event\":{\"id\":\"f\",\"type\":2}}}"));

        assertThat(message.content().event().orElseThrow().title())
                .isEqualTo(LocalText.of("成员认为智能机器人的回复不准确", "A member found an answer of the robot wrong"));
    }

    static Stream<WireSample> samples() {
        return WireSample.all().stream();
    }

    /** Tickets, codes, tokens and the addresses that answer in somebody's name stand in the sealed payload alone. */
    @ParameterizedTest
    @MethodSource("samples")
    void noSecretIsShown(WireSample sample) {
        Message message =
                ACCOUNT.message(sample.told().equals("robot") ? ACCOUNT.tell(sample.in()) : ACCOUNT.push(sample.in()));

        assertThat(message.content().text().orElse("")).doesNotContain("geheim");
        assertThat(message.content().links()).noneMatch(link -> link.contains("geheim"));
    }

    /** Also where they stand deeper, or under a name that tells nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<SuiteTicket>geheim</SuiteTicket>",
                "<PermanentCode>geheim</PermanentCode>",
                "<A><SuiteAccessToken>geheim</SuiteAccessToken></A>",
                "<A><auth_code>geheim</auth_code></A>",
                "<ExtAttr><Item><Name>n</Name><Value>https://a.example/?access_token=geheim</Value></Item></ExtAttr>",
                "<ExtAttr><Item><Name>n</Name><Web><Title>t</Title><AppSecret>geheim</AppSecret></Web></Item></ExtAttr>",
                "<Url>https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=geheim</Url>",
                "<ResponseUrl>https://a.example/geheim</ResponseUrl>",
                "<SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><Token>geheim</Token></SelectedItem></SelectedItems>"
            })
    void noSecretIsShownWhereverItStands(String more) {
        Message message = ACCOUNT.message(ACCOUNT.push("<xml><ToUserName>c</ToUserName><FromUserName>sys</FromUserName>"
                + "<MsgType>event</MsgType><Event>e</Event>" + more + "</xml>"));

        assertThat(message.content().text().orElse("")).doesNotContain("geheim");
        assertThat(message.content().links()).isEmpty();
        assertThat(message.payload()).contains("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "zhang, ww1, PERSON, zhang",
        "wmqfasd1e1927831123109rBAAAA, ww1, CUSTOMER, wmqfasd1e1927831123109rBAAAA",
        "woAJ2GCAAAXtWyujaWJHDDGi0mAAAA, ww1, CUSTOMER, woAJ2GCAAAXtWyujaWJHDDGi0mAAAA",
        // An application that is run for another company knows that company's members by such ids.
        "woAJ2GCAAAXtWyujaWJHDDGi0mAAAA, wp1, PERSON, woAJ2GCAAAXtWyujaWJHDDGi0mAAAA",
        "wmli, ww1, PERSON, wmli",
        "womack, ww1, PERSON, womack",
        "ww2/zhang, ww1, CUSTOMER, zhang@ww2",
        "ww1/zhang, ww1, PERSON, zhang",
        "/zhang, ww1, PERSON, /zhang"
    })
    void knowsColleaguesFromOthers(String id, String tenant, Sender.Kind kind, String named) {
        Message message = ACCOUNT.message(ACCOUNT.push("<xml><ToUserName>" + tenant + "</ToUserName><FromUserName>" + id
                + "</FromUserName><MsgType>text</MsgType><Content>x</Content></xml>"));

        assertThat(message.sender().kind()).isEqualTo(kind);
        assertThat(message.sender().id()).isEqualTo(named);
    }

    private static LocalText title(String event, String more) {
        return ACCOUNT.message(ACCOUNT.push("<xml><ToUserName>c</ToUserName><FromUserName>sys</FromUserName>"
                        + "<MsgType>event</MsgType><Event>" + event + "</Event>" + more + "</xml>"))
                .content()
                .event()
                .orElseThrow()
                .title();
    }
}
