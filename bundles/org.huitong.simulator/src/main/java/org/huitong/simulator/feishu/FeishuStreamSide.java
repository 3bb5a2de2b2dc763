// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.feishu;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.huitong.simulator.Account;
import org.huitong.simulator.Ladder;
import org.huitong.simulator.Letter;
import org.huitong.simulator.PlatformSide;
import org.huitong.simulator.Push;
import org.huitong.simulator.day.Happening;

/** Feishu over a long connection: it tells the same, in the open. */
public final class FeishuStreamSide implements PlatformSide {
    private final FeishuSide told;

    public FeishuStreamSide(Account account) {
        this.told = new FeishuSide(account);
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
        return push("event", letter.body());
    }

    @Override
    public Push handshake(Instant now) {
        return push(FeishuStreams.HELLO, "");
    }

    private static Push push(String kind, String body) {
        return new Push(FeishuStreams.METHOD, kind, Map.of(), body.getBytes(StandardCharsets.UTF_8));
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
