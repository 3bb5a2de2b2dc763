// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.Elaborator;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sighting;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Room;
import org.huitong.simulator.day.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An approval that an event has named is had whole: its form, its opinions and its files. */
class FormsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Person WHO = new Person("qianx", "钱欣", "采购部", "采购经理");

    private Account account;
    private Elaborator connector;
    private SendDesk desk;

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom", "feishu"})
    void isReadWithFormOpinionsAndFiles(String platform) {
        on(platform);
        Message announcement = announced(new Happening(
                "h1",
                new Room(platform, Room.Kind.APP, "采购", "采购部"),
                WHO,
                Happening.Act.APPROVAL,
                "采购申请：刀具一批|APPROVED",
                "h1",
                NOW,
                NOW));
        String id = connector.matter(announcement).orElseThrow();
        String tenant = announcement.key().tenant();
        Sighting.Said said = ask(trail -> connector.elaborate(new Matter(id, tenant), trail));
        assertThat(said.key()).isEqualTo(new MessageKey(platform, tenant, "approval:" + id));
        assertThat(said.message().sender().id()).isEqualTo("qianx");
        assertThat(said.message().content().text().orElse("")).contains("采购申请", "状态: 已通过", "金额（元）: 12,800", "同意，按清单采购");
        assertThat(said.revision().at()).isEqualTo(NOW);
        assertThat(connector.matter(said.message())).isEmpty();
        assertThat(said.message().content().attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).contains("报价清单.csv");
            MediaFetcher.Download download =
                    ask(trail -> ((MediaFetcher) connector).fetch(new MediaFetcher.Wanted(said.key(), file), trail));
            Reply reply = answered(((MediaFetcher.ByCall) download).call());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header(SendDesk.Answered.FILE.toLowerCase(Locale.ROOT)))
                    .contains("archive-offer.csv");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom", "feishu"})
    void whatIsNotThereIsNeverHad(String platform) {
        on(platform);
        Trail token = Trail.beginning(Optional.of(token()));
        Matter matter = new Matter("gone", "c1");
        Call call = ((Step.Ask<Sighting.Said>) connector.elaborate(matter, token)).call();
        assertThat(connector.elaborate(matter, token.then("", answered(call))))
                .isInstanceOfSatisfying(Step.Failed.class, failed -> assertThat(failed.failure())
                        .isEqualTo(Step.Failure.REFUSED));
    }

    private void on(String platform) {
        account = Account.create(platform, "demo", "", "", "http://127.0.0.1:9/x");
        connector = (Elaborator) Connectors.of(account, () -> NOW);
        desk = account.desk(
                Script.ofTheDay(),
                account.streams(() -> NOW, new Random(1)),
                "ws://127.0.0.1:9",
                new Cards(),
                (p, r, who, text) -> {});
    }

    /** The event as it comes in by a call, which is taken beside a stream, too. */
    private Message announced(Happening happening) {
        PlatformSide side = account.called().side();
        Reception reception =
                ((CallbackReceiver) connector).receive(SidesTest.callback(side.post(side.write(happening), NOW), NOW));
        return ((Sighting.Said) ((Reception.Taken) reception)
                        .deliveries()
                        .get(0)
                        .sightings()
                        .get(0))
                .message();
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
        return new DeskWire(desk, NOW).make(call);
    }
}
