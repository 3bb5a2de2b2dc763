// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.dingtalk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** DingTalk's side of Stream mode: a ticket is good for one connection, a push for one of those that are open. */
public final class DingtalkStreams implements Streams {
    /** Of a push that goes over a stream; its path is the topic. */
    static final String METHOD = "DINGTALK-STREAM";

    static final String TYPE = "type";

    /** Whether anybody is there. */
    static final String HELLO = "hello";

    private static final Duration PING = Duration.ofSeconds(20);
    private static final Pattern TICKET = Pattern.compile("[?&]ticket=([^&]+)");
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*(\\d+)");

    private final Account account;
    private final InstantSource clock;
    private final Exchange exchange;
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private volatile long pinged = System.nanoTime();

    public DingtalkStreams(Account account, InstantSource clock, RandomGenerator dice) {
        this.account = account;
        this.clock = clock;
        this.exchange = new Exchange(dice);
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    /** Where to connect, for whoever has the keys. */
    Optional<Map<String, Object>> open(SendDesk.Asked asked, String address) {
        if (!asked.text("clientId").equals(account.get("clientId"))
                || !asked.text("clientSecret").equals(account.get("clientSecret"))) {
            return Optional.empty();
        }
        String ticket = Seal.word(32);
        tickets.add(ticket);
        return Optional.of(Text.map("endpoint", address + "/connect", "ticket", ticket));
    }

    @Override
    public SocketServer.Admission admit(String address) {
        Matcher ticket = TICKET.matcher(address);
        return ticket.find() && tickets.remove(ticket.group(1))
                ? new SocketServer.Admission.In(new Visitor())
                : new SocketServer.Admission.Out(401, Map.of());
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
        if (push.path().equals(HELLO)) {
            then.accept(Reply.of(200, ""));
            return;
        }
        String number = "m-" + numbers.incrementAndGet();
        exchange.expect(number, peer.get(), deadline, then);
        Map<String, Object> headers = headers(push.path(), number);
        push.headers().forEach((name, value) -> {
            if (!name.equals(TYPE)) {
                headers.put(name, value);
            }
        });
        peer.get().say(frame(push.headers().get(TYPE), headers, new String(push.body(), StandardCharsets.UTF_8)));
    }

    @Override
    public void tick() {
        exchange.overdue().forEach(Peer::drop);
        if (System.nanoTime() - pinged > PING.toNanos()) {
            pinged = System.nanoTime();
            ping();
        }
    }

    void ping() {
        exchange.connected().forEach(peer -> peer.say(system("ping", Text.json(Text.map("opaque", Seal.word(16))))));
    }

    @Override
    public void move() {
        exchange.move().forEach(peer -> peer.say(system("disconnect", "{\"reason\":\"server maintenance\"}")));
    }

    private String system(String topic, String data) {
        return frame("SYSTEM", headers(topic, "s-" + numbers.incrementAndGet()), data);
    }

    private Map<String, Object> headers(String topic, String number) {
        return Text.map(
                "contentType",
                "application/json",
                "messageId",
                number,
                "time",
                Long.toString(clock.millis()),
                "topic",
                topic);
    }

    private static String frame(String type, Map<String, Object> headers, String data) {
        return Text.json(Text.map("specVersion", "1.0", "type", type, "headers", headers, "data", data));
    }

    /** A hub that is connected. */
    private final class Visitor implements Peer.Visit {
        @Override
        public void opened(Peer peer) {
            exchange.connect(peer);
        }

        @Override
        public void said(Peer peer, String text) {
            SendDesk.Asked answer = new SendDesk.Asked("", "", Map.of(), Map.of(), text);
            Matcher code = CODE.matcher(text);
            int status = code.find() ? Integer.parseInt(code.group(1)) : 0;
            exchange.thanked(answer.text("messageId"), Reply.of(status, answer.text("data")));
        }

        @Override
        public void gone(Peer peer) {
            exchange.leave(peer);
        }
    }
}
