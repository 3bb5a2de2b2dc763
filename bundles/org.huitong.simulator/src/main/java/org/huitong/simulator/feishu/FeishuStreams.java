// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.feishu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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

/** Feishu's side of the long connection: frames of protobuf, what is long in parts, each push to one of those connected. */
public final class FeishuStreams implements Streams {
    /** Of a push that goes over a long connection. */
    static final String METHOD = "FEISHU-STREAM";

    /** Whether anybody is there. */
    static final String HELLO = "hello";

    private static final int SERVICE = 33_554_678;
    private static final int CONTROL = 0;
    private static final int DATA = 1;
    /** Far less than the platform's, so that parts are seen. */
    private static final int LONGEST = 700;

    private static final Pattern TICKET = Pattern.compile("[?&]ticket=([^&]+)");
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*(\\d+)");

    private final Account account;
    private final Exchange exchange;
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();

    public FeishuStreams(Account account, RandomGenerator dice) {
        this.account = account;
        this.exchange = new Exchange(dice);
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    /** Where to connect, for whoever has the keys. */
    Optional<Map<String, Object>> open(SendDesk.Asked asked, String address) {
        if (!asked.text("AppID").equals(account.get("appId"))
                || !asked.text("AppSecret").equals(account.get("appSecret"))) {
            return Optional.empty();
        }
        String ticket = Seal.word(32);
        tickets.add(ticket);
        String query = Text.query("device_id", Seal.word(19), "service_id", "" + SERVICE, "ticket", ticket);
        return Optional.of(Text.map("URL", address + "/ws/v2" + query, "ClientConfig", config()));
    }

    private static Map<String, Object> config() {
        return Text.map("ReconnectCount", -1, "ReconnectInterval", 120, "ReconnectNonce", 30, "PingInterval", 120);
    }

    @Override
    public SocketServer.Admission admit(String address) {
        Matcher ticket = TICKET.matcher(address);
        return ticket.find() && tickets.remove(ticket.group(1))
                ? new SocketServer.Admission.In(new Visitor())
                : new SocketServer.Admission.Out(
                        400, Map.of("Handshake-Status", "514", "Handshake-Msg", "auth failed"));
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
        String number = Seal.word(8) + numbers.incrementAndGet();
        exchange.expect(number, peer.get(), deadline, then);
        byte[] body = push.body();
        int parts = Math.max(1, (body.length + LONGEST - 1) / LONGEST);
        for (int i = 0; i < parts; i++) {
            byte[] part = Arrays.copyOfRange(body, i * LONGEST, Math.min(body.length, (i + 1) * LONGEST));
            peer.get()
                    .say(frame(
                            DATA,
                            List.of("type", "event", "message_id", number, "sum", "" + parts, "seq", "" + i),
                            part));
        }
    }

    private byte[] frame(int method, List<String> namesAndValues, byte[] payload) {
        Protobuf frame = new Protobuf()
                .with(1, numbers.incrementAndGet())
                .with(2, 0)
                .with(3, SERVICE)
                .with(4, method);
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            frame.with(
                    5,
                    new Protobuf()
                            .with(1, namesAndValues.get(i))
                            .with(2, namesAndValues.get(i + 1))
                            .bytes());
        }
        return frame.with(8, payload).bytes();
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

    /** A hub that is connected. */
    private final class Visitor implements Peer.Visit {
        @Override
        public void opened(Peer peer) {
            exchange.connect(peer);
        }

        @Override
        public void said(Peer peer, byte[] bytes) {
            try {
                hear(peer, Protobuf.read(bytes));
            } catch (IOException broken) {
                peer.drop();
            }
        }

        private void hear(Peer peer, List<Protobuf.Field> frame) throws IOException {
            Map<String, String> headers = new HashMap<>();
            String payload = "";
            long method = DATA;
            for (Protobuf.Field field : frame) {
                switch (field.number()) {
                    case 4 -> method = (Long) field.value();
                    case 5 -> {
                        List<Protobuf.Field> header = Protobuf.read(field.bytes());
                        headers.put(header.get(0).text(), header.get(1).text());
                    }
                    case 8 -> payload = field.text();
                    default -> {
                        // Numbers of the platform's own.
                    }
                }
            }
            if (method == CONTROL && "ping".equals(headers.get("type"))) {
                peer.say(frame(
                        CONTROL, List.of("type", "pong"), Text.json(config()).getBytes(StandardCharsets.UTF_8)));
            } else if (method == DATA) {
                Matcher code = CODE.matcher(payload);
                exchange.thanked(
                        headers.getOrDefault("message_id", ""),
                        Reply.of(code.find() ? Integer.parseInt(code.group(1)) : 0, payload));
            }
        }

        @Override
        public void gone(Peer peer) {
            exchange.leave(peer);
        }
    }
}
