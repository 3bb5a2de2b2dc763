// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.wecom;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.huitong.simulator.Account;
import org.huitong.simulator.Ladder;
import org.huitong.simulator.Letter;
import org.huitong.simulator.PlatformSide;
import org.huitong.simulator.Push;
import org.huitong.simulator.Text;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Room;

/** WeCom as an intelligent robot hears it over its long connection: what people write to it, in the open. */
public final class WecomStreamSide implements PlatformSide {
    private final Account account;

    public WecomStreamSide(Account account) {
        this.account = account;
    }

    @Override
    public String platform() {
        return "wecom";
    }

    @Override
    public Ladder ladder() {
        return Ladder.STREAM;
    }

    @Override
    public Letter write(Happening happening) {
        boolean group = happening.room().kind() == Room.Kind.GROUP;
        String id = "m-" + happening.id();
        return new Letter(
                platform(),
                id,
                "robot",
                Text.json(Text.map(
                        "msgid",
                        id,
                        "create_time",
                        happening.at().getEpochSecond(),
                        "aibotid",
                        account.get("botId"),
                        "chatid",
                        group ? happening.room().id() : null,
                        "chattype",
                        group ? "group" : "single",
                        "from",
                        Text.map("userid", happening.who().id()),
                        "msgtype",
                        "text",
                        "text",
                        Text.map("content", happening.text()))));
    }

    @Override
    public Push post(Letter letter, Instant now) {
        return push("robot", letter.body());
    }

    @Override
    public Push handshake(Instant now) {
        return push(WecomStreams.HELLO, "");
    }

    private static Push push(String kind, String body) {
        return new Push(WecomStreams.METHOD, kind, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isThanks(Letter letter, int status, String body) {
        return status == 200;
    }

    @Override
    public boolean isGreeting(int status, String body) {
        return status == 200;
    }
}
