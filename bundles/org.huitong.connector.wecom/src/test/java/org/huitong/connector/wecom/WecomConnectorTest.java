// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.kit.envelope.Envelopes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WecomConnectorTest {
    private static final String TEXT = "<xml><ToUserName><![CDATA[" + Account.CORP
            + "]]></ToUserName><FromUserName><![CDATA[zhang]]></FromUserName><CreateTime>1795334400</CreateTime>"
            + "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[二号线停了 & <急>]]></Content>"
            + "<MsgId>7000000000000000001</MsgId><AgentID>1</AgentID></xml>";
    private static final String SAID = "{\"msgid\":\"m1\",\"aibotid\":\"AIB\",\"chattype\":\"single\","
            + "\"from\":{\"userid\":\"zhang\"},\"msgtype\":\"text\",\"text\":{\"content\":\"你好\"}}";

    private final Account account = Account.of();

    @Test
    void takesWhatAnApplicationIsToldAndAnswersNothing() {
        Reception reception = account.receive(account.push(TEXT));

        assertThat(reception).isInstanceOfSatisfying(Reception.Taken.class, taken -> {
            assertThat(taken.answer().status()).isEqualTo(200);
            assertThat(taken.answer().body()).isEmpty();
        });
        Message message = account.message(account.push(TEXT));
        assertThat(message.content().text()).contains("二号线停了 & <急>");
        assertThat(message.key().tenant()).isEqualTo(Account.CORP);
        assertThat(message.key().nativeId()).isEqualTo("7000000000000000001");
        assertThat(message.conversation().id()).isEqualTo("app:1:zhang");
        assertThat(message.account()).isEqualTo("test");
        assertThat(message.payload()).isEqualTo(TEXT);
    }

    @Test
    void aPushMadeAgainIsTheSameDelivery() {
        assertThat(account.delivery(account.push(TEXT)).id())
                .isEqualTo(account.delivery(account.push(TEXT)).id());
    }

    @Test
    void aRobotThatHasNothingToSayAnswersNothing() {
        assertThat(account.receive(account.tell(SAID)))
                .isInstanceOfSatisfying(
                        Reception.Taken.class,
                        taken -> assertThat(taken.answer().body()).isEmpty());
    }

    @Test
    void twoRobotsHaveTheirOwnRoomsWithOnePerson() {
        assertThat(account.message(account.tell(SAID)).conversation().id()).isEqualTo("robot:AIB:zhang");
        assertThat(account.message(account.tell(SAID.replace("AIB", "AIC")))
                        .conversation()
                        .id())
                .isEqualTo("robot:AIC:zhang");
    }

    @Test
    void anInstructionToASuiteIsAnsweredSuccess() {
        Account suite = Account.of(Map.of("receiveId", "ww4suite"));
        Callback call = suite.push("<xml><SuiteId>ww4suite</SuiteId><InfoType>suite_ticket</InfoType>"
                + "<TimeStamp>1795334400</TimeStamp><SuiteTicket>x</SuiteTicket></xml>");

        assertThat(suite.receive(call)).isInstanceOfSatisfying(Reception.Taken.class, taken -> assertThat(
                        taken.answer().body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("success"));
        // The check of a suite's address is made for the company that made the suite.
        assertThat(suite.receive(suite.check("1", Account.CORP, Account.NOW))).isInstanceOf(Reception.Replied.class);
    }

    @Test
    void aPollOfAStreamIsNothingToKeep() {
        assertThat(
                        account.receive(
                                account.tell(
                                        "{\"msgid\":\"m2\",\"msgtype\":\"stream\",\"stream\":{\"id\":\"s\"},\"from\":{\"userid\":\"u\"}}")))
                .isInstanceOf(Reception.Replied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {Account.CORP, ""})
    void answersTheCheckOfTheAddressPlainly(String receiver) {
        assertThat(account.receive(account.check("1616140317555161061", receiver, Account.NOW)))
                .isInstanceOfSatisfying(Reception.Replied.class, replied -> assertThat(
                                replied.answer().body())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("1616140317555161061"));
    }

    @Test
    void aCheckHeardByOthersCannotBePlayedAgain() {
        Callback check = account.check("1", Account.CORP, Account.NOW);
        assertThat(account.receive(check)).isInstanceOf(Reception.Replied.class);
        assertThat(refusal(account.receive(check))).isEqualTo(Refusal.STALE);
        Account unchecked = Account.of(Map.of("freshness", "PT0S"));
        assertThat(unchecked.receive(check)).isInstanceOf(Reception.Replied.class);
        assertThat(unchecked.receive(check)).isInstanceOf(Reception.Replied.class);
    }

    @Test
    void aPlusThatBecameABlankOnTheWayIsMended() {
        for (int i = 0; i < 200; i++) {
            Callback check = account.check("1", Account.CORP, Account.NOW);
            String echo = check.parameter("echostr").orElseThrow();
            if (echo.contains("+")) {
                Map<String, List<String>> query = new HashMap<>(check.query());
                query.put("echostr", List.of(echo.replace('+', ' ')));
                assertThat(account.receive(new Callback("GET", query, Map.of(), new byte[0], Account.NOW)))
                        .isInstanceOf(Reception.Replied.class);
                return;
            }
        }
        throw new AssertionError("no cipher text with a plus sign in 200");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "600, true", "601, false", "-600, true", "-601, false"})
    void theStampOfAPushMayBeTenMinutesOff(long seconds, boolean fresh) {
        String cipher = account.envelopes().seal(TEXT, Account.CORP);
        Reception reception = account.receive(account.signed(
                "POST", cipher, "<xml><Encrypt>" + cipher + "</Encrypt></xml>", Account.NOW.minusSeconds(seconds)));

        assertThat(reception instanceof Reception.Taken).isEqualTo(fresh);
        if (!fresh) {
            assertThat(refusal(reception)).isEqualTo(Refusal.STALE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "OPTIONS"})
    void otherMethodsAreNotSpoken(String method) {
        assertThat(refusal(account.receive(Account.call(method, Map.of(), new byte[0]))))
                .isEqualTo(Refusal.METHOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "{",
                "{}",
                "[]",
                "{\"encrypt\":{}}",
                "{\"encrypt\":\"\"}",
                "<xml>",
                "<xml></xml>",
                "<xml><Encrypt></Encrypt></xml>",
                "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Encrypt>&e;</Encrypt></xml>",
            })
    void aBodyThatIsNoneIsMalformed(String body) {
        assertThat(refusal(account.receive(account.signed("POST", "", body, Account.NOW))))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void aBodyOfAnotherCharsetIsMalformed() {
        byte[] body = "<xml><Encrypt>汇通</Encrypt></xml>".getBytes(Charset.forName("GB18030"));
        assertThat(refusal(account.receive(Account.call("POST", Map.of(), body))))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void whatIsNotSignedByTheTokenStaysOutside() {
        Callback push = account.push(TEXT);
        for (String name : push.query().keySet()) {
            Map<String, List<String>> query = new HashMap<>(push.query());
            query.remove(name);
            assertThat(refusal(account.receive(with(push, query)))).isEqualTo(Refusal.SIGNATURE);
            query.put(name, List.of(push.parameter(name).orElseThrow() + "0"));
            assertThat(refusal(account.receive(with(push, query)))).isEqualTo(Refusal.SIGNATURE);
        }
    }

    @Test
    void whatIsMadeForOthersIsNotTaken() {
        String cipher = account.envelopes().seal(TEXT, "wxsomebodyelse");
        assertThat(refusal(account.receive(
                        account.signed("POST", cipher, "<xml><Encrypt>" + cipher + "</Encrypt></xml>", Account.NOW))))
                .isEqualTo(Refusal.RECIPIENT);
        // Only a robot may name nobody.
        String nobody = account.envelopes().seal(TEXT, "");
        assertThat(refusal(account.receive(
                        account.signed("POST", nobody, "<xml><Encrypt>" + nobody + "</Encrypt></xml>", Account.NOW))))
                .isEqualTo(Refusal.RECIPIENT);
        assertThat(refusal(account.receive(account.check("1", "wxsomebodyelse", Account.NOW))))
                .isEqualTo(Refusal.RECIPIENT);
    }

    @Test
    void aKeyThatDoesNotFitIsSaidPlainly() {
        String cipher = Envelopes.of("123456", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG")
                .good()
                .orElseThrow()
                .seal(TEXT, Account.CORP);
        Reception reception = account.receive(
                account.signed("POST", cipher, "<xml><Encrypt>" + cipher + "</Encrypt></xml>", Account.NOW));
        assertThat(reception).isInstanceOfSatisfying(Reception.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.MALFORMED);
            assertThat(refused.detail().en()).contains("EncodingAESKey");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "token, '', Token",
        "encodingAesKey, '', EncodingAESKey",
        "encodingAesKey, tooshort, 43",
        "freshness, often, duration",
        "token, sealed:lost, key store",
    })
    void anAccountThatIsNotReadySaysWhatIsMissing(String name, String value, String hint) {
        Account unready = Account.of(Map.of(name, value));
        assertThat(unready.receive(account.push(TEXT))).isInstanceOfSatisfying(Reception.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.NOT_CONFIGURED);
            assertThat(refused.detail().en()).contains(hint);
        });
        assertThat(unready.connector().problem())
                .hasValueSatisfying(problem -> assertThat(problem.en()).contains(hint));
        assertThat(account.connector().problem()).isEmpty();
    }

    @Test
    void sealedSecretsAreOpenedAndNoneIsShown() {
        Account sealed = Account.of(Map.of(
                "token", "sealed:123456\n", "encodingAesKey", "sealed:" + Account.KEY, "secret", "sealed:s3cr3t"));
        assertThat(sealed.receive(account.push(TEXT))).isInstanceOf(Reception.Taken.class);
        assertThat(sealed.connector().toString() + sealed.connector().profile())
                .doesNotContain("123456", Account.KEY, "s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not xml",
                "<xml></xml>",
                "<xml><MsgType>text</MsgType>",
                "<xml><ToUserName>a</ToUserName></xml>",
            })
    void whatIsVerifiedAndNotUnderstoodIsKeptAside(String inside) {
        Delivery delivery = account.delivery(account.push(inside));
        assertThat(delivery.sightings()).isEmpty();
        assertThat(delivery.unreadable()).hasSize(1);
        assertThat(delivery.unreadable().get(0).raw())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(inside);
        assertThat(delivery.id())
                .isEqualTo(account.delivery(account.push(inside)).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "x", "{\"msgid\":\"1\"}"})
    void theSameHoldsForRobots(String inside) {
        assertThat(account.delivery(account.tell(inside)).unreadable()).hasSize(1);
    }

    @Test
    void theProfileTellsWhatIsToBeSeen() {
        Account test = Account.of(Map.of("owner", "王芳", "stage", "test"));
        assertThat(test.connector().profile().deadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(test.connector().profile().owner()).isEqualTo("王芳");
        assertThat(test.connector().profile().live()).isFalse();
        assertThat(account.connector().profile().live()).as("as delivered").isFalse();
        assertThat(Account.of(Map.of("stage", "live")).connector().profile().live())
                .isTrue();
        assertThat(account.connector().profile().sights())
                .anyMatch(s -> s.visible())
                .anyMatch(s -> !s.visible());
    }

    @Test
    void twoThingsWithinOneSecondAreTwoEvents() {
        String one = event("<Event>change_contact</Event><ChangeType>create_user</ChangeType><UserID>a</UserID>");
        String two = event("<Event>change_contact</Event><ChangeType>create_user</ChangeType><UserID>b</UserID>");
        assertThat(account.message(account.push(one)).key())
                .isEqualTo(account.message(account.push(one)).key())
                .isNotEqualTo(account.message(account.push(two)).key());
        assertThat(account.message(account.push(one)).content().type()).isEqualTo(MessageType.EVENT);
    }

    private static String event(String more) {
        return "<xml><ToUserName>" + Account.CORP + "</ToUserName><FromUserName>sys</FromUserName>"
                + "<CreateTime>1795334400</CreateTime><MsgType>event</MsgType>" + more + "</xml>";
    }

    private static Callback with(Callback call, Map<String, List<String>> query) {
        return new Callback(call.method(), query, call.headers(), call.body(), call.receivedAt());
    }

    private static Refusal refusal(Reception reception) {
        assertThat(reception).isInstanceOf(Reception.Refused.class);
        return ((Reception.Refused) reception).refusal();
    }
}
