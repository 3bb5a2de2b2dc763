// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.kit.envelope.Envelopes;
import org.huitong.kit.envelope.Opened;
import org.huitong.kit.parse.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DingtalkConnectorTest {
    private static final String SAID = "{\"conversationId\":\"cidbar==\",\"conversationType\":\"2\","
            + "\"conversationTitle\":\"生产群\",\"msgId\":\"msg1\",\"msgtype\":\"text\",\"text\":{\"content\":\" 二号线停了\"},"
            + "\"senderId\":\"$:LWCP_v1:$s1\",\"senderStaffId\":\"staff1\",\"senderNick\":\"李工\","
            + "\"senderCorpId\":\"" + Account.CORP + "\",\"chatbotCorpId\":\"" + Account.CORP
            + "\",\"createAt\":1795334400123}";
    private static final String HAPPENED = "{\"EventType\":\"user_add_org\",\"EventTime\":1663143335567,"
            + "\"CorpId\":\"ding9f50\",\"eventId\":\"e1\",\"userId\":[\"u1\"]}";

    private final Account account = Account.of();

    @Test
    void takesWhatIsSaidToTheRobotAndKeepsSilent() {
        Reception.Taken taken = (Reception.Taken) account.receive(account.said(SAID));
        assertThat(taken.answer().body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"msgtype\":\"empty\"}");

        Message message = Account.message(taken.deliveries().get(0));
        assertThat(message.content().text()).contains("二号线停了");
        assertThat(message.key()).isEqualTo(new MessageKey("dingtalk", Account.CORP, "msg1"));
        assertThat(message.sender()).isEqualTo(Sender.person("staff1", "李工").alias("$:LWCP_v1:$s1"));
        assertThat(message.conversation().id()).isEqualTo("cidbar==");
        assertThat(message.conversation().title()).contains("生产群");
        assertThat(message.sentAt()).isEqualTo(Instant.ofEpochMilli(1795334400123L));
        assertThat(message.payload()).isEqualTo(SAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"errCode", "errorCode"})
    void overTheQuotaTheBodyIsUnavailableAndSaysWhy(String name) {
        String said = SAID.replace("\"text\":{\"content\":\" 二号线停了\"}", "\"" + name + "\":20001");
        assertThat(account.message(account.said(said)).content().unavailable())
                .map(Unavailable::reason)
                .contains(Unavailable.Reason.QUOTA);
        String untyped = said.replace("\"msgtype\":\"text\",", "");
        assertThat(account.message(account.said(untyped)).content().type()).isEqualTo(MessageType.UNAVAILABLE);
    }

    @Test
    void whatIsKeptForAnotherReasonSaysItsCode() {
        String said = SAID.replace("\"text\":{\"content\":\" 二号线停了\"}", "\"errorCode\":20002,\"errorMessage\":\"no\"");
        assertThat(account.message(account.said(said)).content().unavailable()).hasValueSatisfying(unavailable -> {
            assertThat(unavailable.reason()).isEqualTo(Unavailable.Reason.WITHHELD);
            assertThat(unavailable.detail().en()).contains("20002");
        });
        assertThat(account.message(account.said(SAID.replace("\"msgtype\"", "\"errorCode\":0,\"msgtype\"")))
                        .content()
                        .text())
                .contains("二号线停了");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature", "msg_signature"})
    void takesAnEventAndAnswersSuccessInAnEnvelope(String parameter) {
        Callback call = account.signed(account.envelopes().seal(HAPPENED, Account.CORP), parameter, Account.NOW);
        Reception.Taken taken = (Reception.Taken) account.receive(call);

        assertThat(word(taken.answer().body())).isEqualTo(new Opened.Letter("success", Account.CORP));
        Message message = Account.message(taken.deliveries().get(0));
        assertThat(message.content().event().orElseThrow().name()).isEqualTo("user_add_org");
        assertThat(message.key()).isEqualTo(new MessageKey("dingtalk", "ding9f50", "e1"));
        assertThat(message.sender()).isEqualTo(Sender.SYSTEM);
        assertThat(message.sentAt()).isEqualTo(Instant.ofEpochMilli(1663143335567L));
        assertThat(message.conversation().id()).isEqualTo("events:dingtalk:ding9f50");
        assertThat(message.content().text()).contains("userId: u1");
        assertThat(message.content().event().orElseThrow().title().zh()).isEqualTo("有人加入了企业");
    }

    @Test
    void anEventWithoutAnIdIsNamedByItsContent() {
        String plain = "{\"EventType\":\"user_add_org\",\"TimeStamp\":1663143335567,\"CorpId\":\"d\"}";
        Delivery first = account.delivery(account.event(plain));
        assertThat(first.id()).isEqualTo(account.delivery(account.event(plain)).id());
        assertThat(first.id())
                .isNotEqualTo(account.delivery(account.event(plain.replace("567", "568")))
                        .id());
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"EventType\":\"check_url\"}', success",
        "'{\"EventType\":\"check_create_suite_url\",\"Random\":\"LPIdSnlF\"}', LPIdSnlF",
        "'{\"EventType\":\"check_update_suite_url\",\"Random\":\"Aedr5LMW\",\"TestSuiteKey\":\"s\"}', Aedr5LMW",
    })
    void answersTheChecksOfTheAddress(String inside, String word) {
        Callback check = account.event(inside);
        assertThat(account.receive(check)).isInstanceOfSatisfying(Reception.Replied.class, replied -> assertThat(
                        word(replied.answer().body()))
                .isEqualTo(new Opened.Letter(word, Account.CORP)));
        assertThat(refusal(account.receive(check))).isEqualTo(Refusal.STALE);
    }

    @Test
    void uncheckedFreshnessLetsAHandshakeBePlayedAgain() {
        Account unchecked = Account.of(Map.of("freshness", "PT0S"));
        Callback check = unchecked.signed(
                unchecked.envelopes().seal("{\"EventType\":\"check_url\"}", Account.CORP), "signature", Instant.EPOCH);
        assertThat(unchecked.receive(check)).isInstanceOf(Reception.Replied.class);
        assertThat(unchecked.receive(check)).isInstanceOf(Reception.Replied.class);
    }

    @Test
    void eachRowOfSyncHttpIsADeliveryAndABadOneSpoilsNoOther() {
        List<Delivery> rows = account.deliveries(account.event("{\"EventType\":\"SYNC_HTTP_PUSH_HIGH\",\"bizData\":["
                + "{\"gmt_modified\":1608639648000,\"biz_type\":2,\"biz_id\":\"14\",\"corp_id\":\"dingA\","
                + "\"biz_data\":\"{\\\"syncAction\\\":\\\"suite_ticket\\\",\\\"suiteTicket\\\":\\\"x\\\"}\"},"
                + "{\"biz_type\":13,\"biz_id\":\"15\",\"corp_id\":\"dingA\",\"biz_data\":\"{broken\"},"
                + "17,"
                + "{\"gmt_modified\":1608639751000,\"biz_type\":14,\"biz_id\":\"16\",\"corp_id\":\"dingB\","
                + "\"biz_data\":{\"syncAction\":\"org_dept_create\",\"eventId\":\"e9\"}}]}"));

        assertThat(rows).hasSize(4);
        Message first = Account.message(rows.get(0));
        assertThat(first.content().event().orElseThrow().name()).isEqualTo("suite_ticket");
        assertThat(first.key().tenant()).isEqualTo("dingA");
        assertThat(first.key().nativeId()).matches("2:14:1608639648000:suite_ticket:[A-Za-z0-9_-]{22}");
        assertThat(first.sentAt()).isEqualTo(Instant.ofEpochMilli(1608639648000L));
        assertThat(rows.get(1).unreadable()).hasSize(1);
        assertThat(rows.get(2).unreadable()).hasSize(1);
        assertThat(Account.message(rows.get(3)).key()).isEqualTo(new MessageKey("dingtalk", "dingB", "e9"));
    }

    @Test
    void aRowsNextStateIsAnotherEvent() {
        String row = "{\"EventType\":\"SYNC_HTTP_PUSH_MEDIUM\",\"bizData\":[{\"gmt_modified\":1,\"biz_type\":13,"
                + "\"biz_id\":\"u1\",\"corp_id\":\"d\",\"biz_data\":\"{}\"}]}";
        assertThat(account.delivery(account.event(row)).id())
                .isEqualTo(account.delivery(account.event(row)).id())
                .isNotEqualTo(account.delivery(account.event(row.replace("\"gmt_modified\":1,", "\"gmt_modified\":2,")))
                        .id());
    }

    @Test
    void aThingThatChangesTwiceInOneSecondIsTwoEvents() {
        String row = "{\"EventType\":\"SYNC_HTTP_PUSH_MEDIUM\",\"bizData\":[{\"id\":7,\"gmt_modified\":1608639751000,"
                + "\"biz_type\":13,\"biz_id\":\"u1\",\"corp_id\":\"d\",\"biz_data\":\"{}\"}]}";
        String changed = row.replace("\"biz_data\":\"{}\"", "\"biz_data\":\"{\\\"name\\\":\\\"x\\\"}\"");
        assertThat(nativeId(row)).isEqualTo("13:u1:7");
        assertThat(nativeId(row.replace("\"id\":7", "\"id\":8"))).isEqualTo("13:u1:8");
        assertThat(nativeId(row.replace("\"id\":7,", ""))).isNotEqualTo(nativeId(changed.replace("\"id\":7,", "")));
    }

    @Test
    void whatTellsNoTimeIsKnownAgainWithinTheHour() {
        String plain = "{\"EventType\":\"user_active_org\",\"CorpId\":\"d\",\"UserId\":[\"u1\"]}";
        DingtalkEvents events = new DingtalkEvents("test", "");

        assertThat(id(events, plain, Account.NOW)).isEqualTo(id(events, plain, Account.NOW.plusSeconds(40)));
        assertThat(id(events, plain, Account.NOW)).isNotEqualTo(id(events, plain, Account.NOW.plusSeconds(3_600)));
        String timed = plain.replace("\"CorpId\"", "\"TimeStamp\":1795334400123,\"CorpId\"");
        assertThat(id(events, timed, Account.NOW)).isEqualTo(id(events, timed, Account.NOW.plusSeconds(3_600)));
    }

    private static String id(DingtalkEvents events, String plain, Instant receivedAt) {
        return ((DingtalkEvents.Told) events.read(plain, receivedAt))
                .deliveries()
                .get(0)
                .id();
    }

    private String nativeId(String event) {
        return account.message(account.event(event)).key().nativeId();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"EventType\":\"robot_msg_recall\",\"EventTime\":1663143335567,\"CorpId\":\"d\",\"eventId\":\"e2\","
                        + "\"OpenConversationId\":\"cid1\",\"UserId\":\"manager\",\"ProcessQueryKey\":\"pqk\"}",
                "{\"eventType\":\"robot_msg_recall\",\"eventBornTime\":1683533823336,\"eventCorpId\":\"d\","
                        + "\"eventId\":\"e2\",\"data\":{\"operatTime\":1654641965416,\"openConversationId\":\"cid1\","
                        + "\"userId\":\"manager\",\"processQueryKey\":\"pqk\"}}",
                "{\"EventType\":\"SYNC_HTTP_PUSH_MEDIUM\",\"bizData\":[{\"corp_id\":\"d\",\"biz_id\":\"b\",\"biz_type\":261,"
                        + "\"biz_data\":{\"eventId\":\"e2\",\"syncAction\":\"robot_msg_recall\","
                        + "\"OpenConversationId\":\"cid1\",\"UserId\":\"manager\",\"ProcessQueryKey\":\"pqk\"}}]}",
            })
    void aWithdrawnMessageOfTheRobotIsToldAndRecalled(String event) {
        Delivery delivery = account.delivery(account.event(event));
        assertThat(delivery.sightings()).hasSize(2);
        assertThat(delivery.sightings().get(1)).isInstanceOfSatisfying(Sighting.Recalled.class, recalled -> {
            assertThat(recalled.key()).isEqualTo(new MessageKey("dingtalk", "d", "pqk"));
            assertThat(recalled.conversation().id()).isEqualTo("cid1");
            assertThat(recalled.by()).isEqualTo(Optional.of(Sender.person("manager")));
        });
    }

    @ParameterizedTest
    @CsvSource({"0, true", "3600, true", "3601, false", "-3600, true", "-3601, false"})
    void theStampMayBeOneHourOff(long seconds, boolean fresh) {
        Instant at = Account.NOW.minusSeconds(seconds);
        Reception robot = account.receive(account.said(SAID, at));
        Reception event =
                account.receive(account.signed(account.envelopes().seal(HAPPENED, Account.CORP), "signature", at));
        assertThat(List.of(robot, event)).allSatisfy(reception -> {
            assertThat(reception instanceof Reception.Taken).isEqualTo(fresh);
            if (!fresh) {
                assertThat(refusal(reception)).isEqualTo(Refusal.STALE);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD"})
    void otherMethodsAreNotSpoken(String method) {
        assertThat(refusal(account.receive(Account.call(method, Map.of(), Map.of(), ""))))
                .isEqualTo(Refusal.METHOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "{", "[]", "null", "<xml/>", "{\"a\":1}}"})
    void aBodyThatIsNoneAndThatNobodySignedIsMalformed(String body) {
        assertThat(refusal(account.receive(Account.call("POST", Map.of(), Map.of(), body))))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void depthAndOtherCharsetsAreMalformed() {
        byte[] deep = "{\"a\":".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        for (byte[] body : List.of(deep, SAID.getBytes(Charset.forName("GB18030")))) {
            assertThat(refusal(account.receive(Account.call("POST", Map.of(), Map.of(), body))))
                    .isEqualTo(Refusal.MALFORMED);
        }
    }

    @Test
    void whatIsNotSignedStaysOutside() {
        Callback event = account.event(HAPPENED);
        for (String name : event.query().keySet()) {
            Map<String, List<String>> query = new HashMap<>(event.query());
            query.remove(name);
            assertThat(refusal(account.receive(with(event, query, Map.of())))).isEqualTo(Refusal.SIGNATURE);
            query.put(name, List.of(event.parameter(name).orElseThrow() + "0"));
            assertThat(refusal(account.receive(with(event, query, Map.of())))).isEqualTo(Refusal.SIGNATURE);
        }
        Callback said = account.said(SAID);
        for (String name : said.headers().keySet()) {
            Map<String, List<String>> headers = new HashMap<>(said.headers());
            headers.remove(name);
            assertThat(refusal(account.receive(with(said, Map.of(), headers)))).isEqualTo(Refusal.SIGNATURE);
            headers.put(name, List.of(said.header(name).orElseThrow() + "0"));
            assertThat(refusal(account.receive(with(said, Map.of(), headers)))).isEqualTo(Refusal.SIGNATURE);
        }
    }

    @Test
    void whatIsMadeForOthersIsNotTaken() {
        Callback call = account.signed(account.envelopes().seal(HAPPENED, "suiteother"), "signature", Account.NOW);
        assertThat(refusal(account.receive(call))).isEqualTo(Refusal.RECIPIENT);
    }

    @ParameterizedTest
    @CsvSource({"dingbar, true", "ding6ccabc44d2c8d38b, true", "other, false", "'', false"})
    void withoutAReceiverTheApplicationAndTheCompanyAreAccepted(String receiver, boolean accepted) {
        Account open = Account.of(Map.of("receiveId", ""));
        Callback call = open.signed(open.envelopes().seal(HAPPENED, receiver), "signature", Account.NOW);
        assertThat(open.receive(call) instanceof Reception.Taken).isEqualTo(accepted);
    }

    @Test
    void aKeyThatDoesNotFitIsSaidPlainly() {
        String cipher = Envelopes.of("mryue", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG")
                .good()
                .orElseThrow()
                .seal(HAPPENED, Account.CORP);
        assertThat(account.receive(account.signed(cipher, "signature", Account.NOW)))
                .isInstanceOfSatisfying(Reception.Refused.class, refused -> {
                    assertThat(refused.refusal()).isEqualTo(Refusal.MALFORMED);
                    assertThat(refused.detail().en()).contains("AES key");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "token, '', false, Token",
        "aesKey, '', false, AES key",
        "clientSecret, '', true, Client Secret",
        "aesKey, tooshort, false, 43",
        "freshness, often, true, duration",
        "freshness, often, false, duration",
        "clientSecret, sealed:lost, true, key store",
    })
    void anAccountThatIsNotReadySaysWhatIsMissing(String name, String value, boolean robot, String hint) {
        Account unready = Account.of(Map.of(name, value));
        Callback call = robot ? unready.said(SAID) : unready.event(HAPPENED);
        assertThat(unready.receive(call)).isInstanceOfSatisfying(Reception.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.NOT_CONFIGURED);
            assertThat(refused.detail().en()).contains(hint);
        });
    }

    @Test
    void oneWayInStaysOpenWhenTheOtherIsNotReady() {
        assertThat(Account.of(Map.of("aesKey", "tooshort")).receive(account.said(SAID)))
                .isInstanceOf(Reception.Taken.class);
        assertThat(Account.of(Map.of("clientSecret", "sealed:lost")).receive(account.event(HAPPENED)))
                .isInstanceOf(Reception.Taken.class);
        assertThat(Account.of(Map.of("clientSecret", "sealed:lost")).connector().problem())
                .isEmpty();
    }

    @Test
    void anAccountWithoutAnyWayInSaysWhatEachNeeds() {
        assertThat(Account.of(Map.of("aesKey", "tooshort", "clientSecret", ""))
                        .connector()
                        .problem())
                .hasValueSatisfying(problem -> assertThat(problem.en()).contains("43", "Client Secret"));
        assertThat(Account.of(Map.of("freshness", "often")).connector().problem())
                .hasValueSatisfying(problem -> assertThat(problem.en()).containsOnlyOnce("duration"));
    }

    @Test
    void sealedSecretsAreOpenedAndNoneIsShown() {
        Account sealed = Account.of(Map.of(
                "token",
                "sealed:mryue\n",
                "aesKey",
                "sealed:" + Account.KEY,
                "clientSecret",
                "sealed:" + Account.SECRET));
        assertThat(sealed.receive(account.event(HAPPENED))).isInstanceOf(Reception.Taken.class);
        assertThat(sealed.receive(account.said(SAID))).isInstanceOf(Reception.Taken.class);
        assertThat(sealed.connector().toString() + sealed.connector().profile())
                .doesNotContain("mryue", Account.KEY, Account.SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "[]", "{}", "{\"EventType\":\"SYNC_HTTP_PUSH_HIGH\",\"bizData\":[]}"})
    void whatIsVerifiedAndNotUnderstoodIsKeptAside(String inside) {
        Delivery delivery = account.delivery(account.event(inside));
        assertThat(delivery.sightings()).isEmpty();
        assertThat(delivery.unreadable()).hasSize(1);
        assertThat(delivery.unreadable().get(0).raw())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(inside);
    }

    @Test
    void aRobotsCallWithoutAKindIsKeptAside() {
        assertThat(account.delivery(account.said("{\"hello\":1}")).unreadable()).hasSize(1);
    }

    @Test
    void theProfileTellsWhatIsToBeSeen() {
        assertThat(account.connector().profile().deadline()).isEqualTo(Duration.ofMillis(1500));
        Account suite = Account.of(Map.of("receiveId", "suite4xxx", "stage", "test"));
        assertThat(suite.connector().profile().deadline()).isEqualTo(Duration.ofMillis(1200));
        assertThat(suite.connector().profile().live()).isFalse();
        Account byClient = Account.of(Map.of("receiveId", "", "clientId", "suite4xxx"));
        assertThat(byClient.connector().profile().deadline()).isEqualTo(Duration.ofMillis(1200));
        assertThat(account.connector().profile().sights())
                .anyMatch(s -> s.visible())
                .anyMatch(s -> !s.visible());
    }

    private Opened word(byte[] answer) {
        Json json = Json.read(answer).good().orElseThrow();
        assertThat(json.names()).containsExactly("msg_signature", "timeStamp", "nonce", "encrypt");
        String cipher = json.text("encrypt").orElseThrow();
        assertThat(account.envelopes()
                        .isSigned(
                                json.text("msg_signature").orElseThrow(),
                                json.text("timeStamp").orElseThrow(),
                                json.text("nonce").orElseThrow(),
                                cipher))
                .isTrue();
        return account.envelopes().open(cipher);
    }

    private static Callback with(Callback call, Map<String, List<String>> query, Map<String, List<String>> headers) {
        return new Callback(call.method(), query, headers, call.body(), call.receivedAt());
    }

    private static Refusal refusal(Reception reception) {
        assertThat(reception).isInstanceOf(Reception.Refused.class);
        return ((Reception.Refused) reception).refusal();
    }
}
