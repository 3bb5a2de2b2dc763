// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.dingtalk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.huitong.simulator.Account;
import org.huitong.simulator.Ladder;
import org.huitong.simulator.Letter;
import org.huitong.simulator.PlatformSide;
import org.huitong.simulator.Push;
import org.huitong.simulator.SendDesk;
import org.huitong.simulator.day.Happening;

/** DingTalk in Stream mode: it tells the same, in the open, over a connection that the hub holds. */
public final class DingtalkStreamSide implements PlatformSide {
    private final DingtalkSide told;
    private final Account account;

    public DingtalkStreamSide(Account account) {
        this.account = account;
        this.told = new DingtalkSide(account);
    }

    @Override
    public String platform() {
        return told.platform();
    }

    @Override
    public Ladder ladder() {
        return Ladder.STREAM;
    }

    @Override
    public Letter write(Happening happening) {
        return told.write(happening);
    }

    @Override
    public Push post(Letter letter, Instant now) {
        return letter.door().equals(DingtalkSide.EVENT)
                ? push("*", event(letter, now), letter.body())
                : push(
                        letter.door().equals(DingtalkSide.CARD)
                                ? "/v1.0/card/instances/callback"
                                : "/v1.0/im/bot/messages/get",
                        Map.of(DingtalkStreams.TYPE, "CALLBACK"),
                        letter.body());
    }

    /** What of an event in an envelope stands inside stands here beside it. */
    private Map<String, String> event(Letter letter, Instant now) {
        SendDesk.Asked event = new SendDesk.Asked("", "", Map.of(), Map.of(), letter.body());
        Map<String, String> headers = new TreeMap<>();
        headers.put(DingtalkStreams.TYPE, "EVENT");
        headers.put("eventType", event.text("EventType"));
        headers.put("eventId", letter.id());
        headers.put("eventBornTime", event.text("timeStamp"));
        headers.put("eventCorpId", account.get("corpId"));
        return headers;
    }

    private static Push push(String topic, Map<String, String> headers, String body) {
        return new Push(DingtalkStreams.METHOD, topic, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isThanks(Letter letter, int status, String body) {
        return status == 200 && !body.contains("LATER");
    }

    /** The hub itself has shown its keys: what is asked is only whether it is there. */
    @Override
    public Push handshake(Instant now) {
        return push(DingtalkStreams.HELLO, Map.of(DingtalkStreams.TYPE, "SYSTEM"), "{}");
    }

    @Override
    public boolean isGreeting(int status, String body) {
        return status == 200;
    }
}
