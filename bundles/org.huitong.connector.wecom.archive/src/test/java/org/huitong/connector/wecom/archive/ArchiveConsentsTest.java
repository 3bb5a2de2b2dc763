// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Consents.Between;
import org.huitong.api.connector.Consents.Consent;
import org.huitong.api.connector.Consents.Need;
import org.huitong.api.connector.Consents.State;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Sighting;
import org.huitong.kit.send.Address;
import org.junit.jupiter.api.Test;

/** Who agreed, as WeCom tells it. */
class ArchiveConsentsTest {
    private static final String CUSTOMER = "wmAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final Trail BEGINNING = Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2))));

    private final ArchiveConsents consents =
            new ArchiveConsents(Address.of("https://platform.example").good().orElseThrow(), "ww1", "s");

    @Test
    void betweenTwoTheCustomerIsAskedAboutWhoeverSpeaks() {
        Between two = new Between("", "li", CUSTOMER);
        assertThat(need(record(CUSTOMER, "li", "", "text"))).contains(new Need(two, false));
        assertThat(need(record("li", CUSTOMER, "", "text"))).contains(new Need(two, false));
        assertThat(need(record(CUSTOMER, "li", "", "agree"))).contains(new Need(two, true));
        assertThat(need(record("li", "wang", "", "text"))).isEmpty();
    }

    @Test
    void inAGroupOnlyWhoSpeaks() {
        assertThat(need(record(CUSTOMER, "li", "wr1", "text")))
                .contains(new Need(new Between("wr1", "", CUSTOMER), false));
        assertThat(need(record("li", CUSTOMER, "wr1", "text"))).isEmpty();
    }

    @Test
    void theQuestionAndTheAnswerAreAsThePlatformSpellsThem() {
        Step.Ask<List<Consent>> ask =
                (Step.Ask<List<Consent>>) consents.ask(List.of(new Between("", "li", CUSTOMER)), BEGINNING);
        assertThat(ask.call().address().getPath()).isEqualTo("/cgi-bin/msgaudit/check_single_agree");
        assertThat(new String(ask.call().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"info\":[{\"userid\":\"li\",\"exteranalopenid\":\"" + CUSTOMER + "\"}]}");
        assertThat(ask.call().harmless()).isTrue();
        assertThat(answered(
                        List.of(new Between("", "li", CUSTOMER)),
                        "{\"errcode\":0,\"agreeinfo\":[{\"status_change_time\":1562766651,\"userid\":\"li\","
                                + "\"exteranalopenid\":\"" + CUSTOMER + "\",\"agree_status\":\"Disagree\"}]}"))
                .containsExactly(new Consent(
                        new Between("", "li", CUSTOMER),
                        State.REFUSED,
                        Optional.of(Instant.ofEpochSecond(1_562_766_651))));
        assertThat(answered(
                        List.of(new Between("wr1", "", CUSTOMER)),
                        "{\"errcode\":0,\"agreeinfo\":[{\"exteranalopenid\":\"" + CUSTOMER
                                + "\",\"agree_status\":\"Default_Agree\"}]}"))
                .containsExactly(new Consent(new Between("wr1", "", CUSTOMER), State.AGREED, Optional.empty()));
    }

    private List<Consent> answered(List<Between> whom, String body) {
        return ((Step.Done<List<Consent>>) consents.ask(whom, BEGINNING.then("", reply(body)))).value();
    }

    @Test
    void whoIsCoveredIsListedAndATokenThatEndedIsRenewed() {
        assertThat(((Step.Done<List<String>>) consents.covered(
                                BEGINNING.then("", reply("{\"errcode\":0,\"ids\":[\"li\",\"wang\"]}"))))
                        .value())
                .containsExactly("li", "wang");
        assertThat(((Step.Failed<List<String>>)
                                consents.covered(BEGINNING.then("", reply("{\"errcode\":42001,\"errmsg\":\"\"}"))))
                        .failure())
                .isEqualTo(Step.Failure.TOKEN);
        assertThat(((Step.Failed<List<String>>)
                                consents.covered(BEGINNING.then("", reply("{\"errcode\":60020,\"errmsg\":\"\"}"))))
                        .failure())
                .isEqualTo(Step.Failure.ACCOUNT);
    }

    private static Reply reply(String body) {
        return new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String record(String from, String to, String room, String kind) {
        return "{\"msgid\":\"m1\",\"action\":\"send\",\"from\":\"" + from + "\",\"tolist\":[\"" + to
                + "\"],\"roomid\":\""
                + room + "\",\"msgtime\":1,\"msgtype\":\"" + kind + "\",\"" + kind
                + "\":{\"content\":\"你好\",\"userid\":\""
                + from + "\"}}";
    }

    private static Optional<Need> need(String record) {
        Sighting said = new ArchiveWire("archive", "ww1", ZoneId.of("Asia/Shanghai"))
                .read(ArchiveRounds.evidence(record, Map.of("seq", "1"), Instant.EPOCH))
                .deliveries()
                .get(0)
                .sightings()
                .get(0);
        return ArchiveConsents.need(((Sighting.Said) said).message());
    }
}
