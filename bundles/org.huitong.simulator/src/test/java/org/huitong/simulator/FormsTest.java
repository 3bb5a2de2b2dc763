// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.Elaborator;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Script;
import org.huitong.simulator.dingtalk.DingtalkForms;
import org.junit.jupiter.api.Test;

/** An approval that an event has named is had whole: its form, its opinions and its files. */
class FormsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Person WHO = new Person("qianx", "钱欣", "采购部", "采购经理");

    private final Account account = Account.create("dingtalk", "demo", "", "", "http://127.0.0.1:9/x");
    private final Elaborator connector = (Elaborator) Connectors.of(account, () -> NOW);
    private final SendDesk desk = account.desk(
            Script.ofTheDay(),
            account.streams(() -> NOW, new Random(1)),
            "ws://127.0.0.1:9",
            new Cards(),
            (p, r, who, text) -> {});

    @Test
    void isReadWithFormOpinionsAndFiles() {
        String id = DingtalkForms.id(false, WHO, "钱欣提交的采购申请", NOW, "h1");
        assertThat(connector.matter(event("{\"processInstanceId\":\"" + id + "\"}")))
                .contains(id);
        assertThat(connector.matter(event("{\"title\":\"x\"}"))).isEmpty();
        Sighting.Said said = ask(trail -> connector.elaborate(new Matter(id, "c1"), trail));
        assertThat(said.key()).isEqualTo(new MessageKey("dingtalk", "c1", "approval:" + id));
        assertThat(said.message().sender().id()).isEqualTo("qianx");
        assertThat(said.message().content().text().orElse(""))
                .contains("钱欣提交的采购申请", "状态: 已通过", "金额（元）: 12,800", "同意：同意，按清单采购");
        assertThat(said.revision().at()).isEqualTo(NOW);
        assertThat(connector.matter(said.message())).isEmpty();
        assertThat(said.message().content().attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).contains("报价清单.csv");
            MediaFetcher.Download download =
                    ask(trail -> ((MediaFetcher) connector).fetch(new MediaFetcher.Wanted(said.key(), file), trail));
            Reply reply = answered(((MediaFetcher.ByCall) download).call());
            assertThat(reply.status()).isEqualTo(200);
        });
    }

    @Test
    void whatCannotBeHadIsOlderThanAnythingThatIsTold() {
        Matter matter = new Matter("gone", "c1");
        Trail token = Trail.beginning(Optional.of(token()));
        Step<Sighting.Said> first = connector.elaborate(matter, token);
        Call call = ((Step.Ask<Sighting.Said>) first).call();
        assertThat(connector.elaborate(matter, token.then("", answered(call))))
                .isInstanceOfSatisfying(Step.Failed.class, failed -> assertThat(failed.failure())
                        .isEqualTo(Step.Failure.REFUSED));
        Sighting.Said lacking = connector.lacking(matter, LocalText.of("没有权限", "no permission"));
        assertThat(lacking.key().nativeId()).isEqualTo("approval:gone");
        assertThat(lacking.revision().at()).isEqualTo(Instant.EPOCH);
        assertThat(lacking.message()
                        .content()
                        .unavailable()
                        .orElseThrow()
                        .detail()
                        .en())
                .isEqualTo("no permission");
    }

    private Message event(String payload) {
        return new Message(
                new MessageKey("dingtalk", "c1", "e1"),
                "demo",
                Conversation.ofEvents("dingtalk", "c1"),
                Sender.SYSTEM,
                Content.event("bpms_instance_change", LocalText.of("审批", "approval"), null),
                NOW,
                1,
                payload);
    }

    private Token token() {
        Trail trail = Trail.beginning(Optional.empty());
        Step<Token> step = ((Credentials) connector).renew(trail);
        return step instanceof Step.Ask<Token> ask
                        && ((Credentials) connector).renew(trail.then(ask.note(), answered(ask.call())))
                                instanceof Step.Done<Token> done
                ? done.value()
                : new Token("none", Duration.ofHours(1));
    }

    private <T> T ask(Function<Trail, Step<T>> asking) {
        Trail trail = Trail.beginning(Optional.of(token()));
        Step<T> step = asking.apply(trail);
        while (step instanceof Step.Ask<T> ask) {
            trail = trail.then(ask.note(), answered(ask.call()));
            step = asking.apply(trail);
        }
        assertThat(step).isInstanceOf(Step.Done.class);
        return ((Step.Done<T>) step).value();
    }

    private Reply answered(Call call) {
        Map<String, String> headers = new HashMap<>();
        call.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Map<String, String> query = new HashMap<>();
        for (String pair :
                Optional.ofNullable(call.address().getRawQuery()).orElse("").split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        SendDesk.Answered answered = desk.take(
                new SendDesk.Asked(
                        call.method(),
                        call.address().getPath().substring("/x".length()),
                        query,
                        headers,
                        new String(call.body(), StandardCharsets.UTF_8)),
                NOW);
        return new Reply(answered.status(), Map.of(), answered.body().getBytes(StandardCharsets.UTF_8));
    }
}
