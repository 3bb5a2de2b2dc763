// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Poller.Batch;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.junit.jupiter.api.Test;

/** Events whose push failed are asked back, and are the events that were pushed. */
class DingtalkMissedTest {
    private static final Account ACCOUNT = Account.of();
    private static final Trail WITH_TOKEN = Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2))));

    private static final String FAILED =
            """
            {"errcode":0,"errmsg":"ok","failed_list":[
            {"user_add_org":{"userid":["qianx"],"corpid":"CORP"},"call_back_tag":"user_add_org","event_time":1795996800000},
            {"bpms_instance_change":{"bpmsCallBackData":{"processInstanceId":"p-1","eventId":"e-7"},"corpid":"CORP"},
             "call_back_tag":"bpms_instance_change","event_time":1795996801000}],"has_more":false}
            """
                    .replace("CORP", Account.CORP);

    @Test
    void isAskedWhereCallsComeInAndThereAreKeys() {
        assertThat(ACCOUNT.connector().polls()).isTrue();
        assertThat(Account.of(Map.of("clientSecret", "")).connector().polls()).isFalse();
        assertThat(Account.of(Map.of("way", "stream")).connector().polls()).isFalse();
        assertThat(Account.of(Map.of("way", "webhook")).connector().polls()).isFalse();
    }

    @Test
    void isAskedByOneHarmlessCall() {
        assertThat(ACCOUNT.connector().poll(Optional.empty(), Trail.beginning(Optional.empty())))
                .isEqualTo(Step.tokenNeeded());
        Step.Ask<Batch> ask = (Step.Ask<Batch>) ACCOUNT.connector().poll(Optional.empty(), WITH_TOKEN);
        assertThat(ask.call().harmless()).isTrue();
        assertThat(ask.call().address())
                .hasToString("https://oapi.dingtalk.com/call_back/get_call_back_failed_result?access_token=t");
    }

    @Test
    void whatComesLateIsTheEventThatWasPushed() {
        Batch batch = answered(FAILED);
        assertThat(batch.came()).hasSize(2);
        Message first = Account.message(read(batch.came().get(0)));
        assertThat(first.content().event().orElseThrow().name()).isEqualTo("user_add_org");
        assertThat(first.content().text().orElse("")).contains("qianx");
        assertThat(first.sentAt()).isEqualTo(Instant.ofEpochMilli(1_795_996_800_000L));
        assertThat(first.key().tenant()).isEqualTo(Account.CORP);
        Delivery late = read(batch.came().get(1));
        Delivery pushed =
                ACCOUNT.delivery(ACCOUNT.event("{\"EventType\":\"bpms_instance_change\",\"CorpId\":\"" + Account.CORP
                        + "\",\"eventId\":\"e-7\",\"processInstanceId\":\"p-1\",\"timeStamp\":\"1795996801000\"}"));
        assertThat(late.id()).isEqualTo(pushed.id());
        assertThat(Account.message(late).key())
                .isEqualTo(Account.message(pushed).key());
        assertThat(ACCOUNT.connector().matter(Account.message(late))).contains("p-1");
    }

    /** Where the platform hands it out twice, or a dead letter is read again. */
    @Test
    void theSameIsTheSameWheneverItIsAskedFor() {
        Evidence once = answered(FAILED).came().get(0);
        Evidence later = new Evidence(once.raw(), once.notes(), once.at().plus(Duration.ofHours(3)));
        assertThat(read(later).id()).isEqualTo(read(once).id());
    }

    @Test
    void whereMoreIsThereItIsAskedAgainSoon() {
        assertThat(answered(FAILED).rest()).isEqualTo(Duration.ofMinutes(1));
        assertThat(answered(FAILED.replace("\"has_more\":false", "\"has_more\":true"))
                        .rest())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(answered("{\"errcode\":0,\"failed_list\":[],\"has_more\":true}")
                        .rest())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(answered("{\"errcode\":71007,\"errmsg\":\"no callback\"}").came())
                .isEmpty();
    }

    @Test
    void whatIsNoEventIsKeptAside() {
        Batch batch = answered("{\"errcode\":0,\"failed_list\":[{\"odd\":1}],\"has_more\":false}");
        assertThat(read(batch.came().get(0)).unreadable()).hasSize(1);
    }

    private static Delivery read(Evidence evidence) {
        List<Delivery> deliveries = ACCOUNT.connector().read(evidence).deliveries();
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0);
    }

    private static Batch answered(String body) {
        Reply reply = new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        Step<Batch> step = ACCOUNT.connector().poll(Optional.empty(), WITH_TOKEN.then("", reply));
        assertThat(step).isInstanceOf(Step.Done.class);
        return ((Step.Done<Batch>) step).value();
    }
}
