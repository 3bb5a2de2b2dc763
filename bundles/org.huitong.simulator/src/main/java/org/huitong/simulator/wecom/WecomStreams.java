// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.wecom;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.huitong.simulator.Account;
import org.huitong.simulator.Exchange;
import org.huitong.simulator.Peer;
import org.huitong.simulator.Push;
import org.huitong.simulator.Reply;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk;
import org.huitong.simulator.SocketServer;
import org.huitong.simulator.Streams;
import org.huitong.simulator.Text;
import org.huitong.simulator.demo.Visitor;

/**
 * WeCom's side of an intelligent robot's long connection: a robot is connected once, whoever comes later throws out whoever was
 * there, and what is pushed is pushed once, for nobody gives thanks.
 */
public final class WecomStreams implements Streams {
    /** Of a push that goes over a robot's connection. */
    static final String METHOD = "WECOM-STREAM";

    /** Whether anybody is there. */
    static final String HELLO = "hello";

    private final Account account;
    private final Exchange exchange;
    private final AtomicLong numbers = new AtomicLong();

    public WecomStreams(Account account, RandomGenerator dice) {
        this.account = account;
        this.exchange = new Exchange(dice);
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    @Override
    public SocketServer.Admission admit(String address) {
        return new SocketServer.Admission.In(new Visitor());
    }

    @Override
    public boolean carries(Push push) {
        return push.method().equals(METHOD);
    }

    @Override
    public void carry(Push push, Duration deadline, Consumer<Reply> then) {
        Optional<Peer> peer = exchange.any();
        if (peer.isEmpty()) {
            then.accept(Reply.NOBODY);
            return;
        }
        if (!push.path().equals(HELLO)) {
            peer.get().say(command("aibot_msg_callback", new String(push.body(), StandardCharsets.UTF_8)));
        }
        then.accept(Reply.of(200, ""));
    }

    @Override
    public void tick() {
        // The hub is the one who pings.
    }

    /** There is no word for it: the platform hangs up. */
    @Override
    public void move() {
        exchange.move().forEach(peer -> peer.close(1001));
    }

    private void kick(Peer peer) {
        exchange.leave(peer);
        String event = Text.json(Text.map(
                "msgid",
                Seal.word(16),
                "aibotid",
                account.get("botId"),
                "msgtype",
                "event",
                "event",
                Text.map("eventtype", "disconnected_event")));
        peer.say(command("aibot_event_callback", event));
        peer.close(1000);
    }

    private String command(String word, String body) {
        return "{\"cmd\":\"" + word + "\",\"headers\":{\"req_id\":\"R" + numbers.incrementAndGet() + "\"},\"body\":"
                + body + "}";
    }

    private static String answer(String number, int code, String words) {
        return Text.json(Text.map("headers", Text.map("req_id", number), "errcode", code, "errmsg", words));
    }

    /** Whoever says that it is the robot. */
    private final class Visitor implements Peer.Visit {
        @Override
        public void said(Peer peer, String text) {
            SendDesk.Asked asked = new SendDesk.Asked("", "", Map.of(), Map.of(), text);
            String number = asked.text("req_id");
            switch (asked.text("cmd")) {
                case "aibot_subscribe" -> subscribe(peer, asked, number);
                case "ping" -> peer.say(answer(number, 0, "ok"));
                default -> peer.say(answer(number, 40058, "unknown cmd"));
            }
        }

        private void subscribe(Peer peer, SendDesk.Asked asked, String number) {
            if (!asked.text("bot_id").equals(account.get("botId"))
                    || !asked.text("secret").equals(account.get("secret"))) {
                peer.say(answer(number, 40001, "invalid credential"));
                return;
            }
            exchange.connected().forEach(WecomStreams.this::kick);
            peer.say(answer(number, 0, "ok"));
            exchange.connect(peer);
        }

        @Override
        public void gone(Peer peer) {
            exchange.leave(peer);
        }
    }
}
