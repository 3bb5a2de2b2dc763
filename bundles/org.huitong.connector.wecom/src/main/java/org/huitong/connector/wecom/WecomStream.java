// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.net.URI;
import java.util.Optional;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.line.Dialect;
import org.huitong.kit.line.Talk;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.settings.Settings;

/**
 * The long connection of an intelligent robot, which this hub opens, so that the company needs no public address. The robot
 * shows its keys on it, hears at most one program at a time, and waits for no thanks.
 *
 * <p>Source: "Long connection" of the vendor's pages on intelligent robots, and the frames of its own package.
 */
final class WecomStream implements Dialect {
    private static final LocalText NO_ADDRESS =
            LocalText.of("长连接的地址须以 wss:// 开头", "the address of the long connection begins with wss://");

    private final Parsed<Robot> robot;

    /** A robot's keys, and where it is reached. */
    record Robot(URI address, String id, String secret) {
        @Override
        public String toString() {
            return "Robot[" + id + "]";
        }
    }

    WecomStream(WecomConfig config, Settings settings) {
        this.robot = settings.read(
                () -> robot(config, settings.secret(config.secret())),
                LocalText.of("请填写机器人的 Bot ID 和 Secret", "set Bot ID and Secret of the robot"));
    }

    private static Optional<Parsed<Robot>> robot(WecomConfig config, String secret) {
        if (config.botId().isBlank() || secret.isEmpty()) {
            return Optional.empty();
        }
        String address = config.streamUrl().strip();
        try {
            URI uri = URI.create(address);
            if (address.matches("wss?://.+") && uri.getHost() != null) {
                return Optional.of(
                        new Parsed.Good<>(new Robot(uri, config.botId().strip(), secret)));
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(new Parsed.Bad<>(NO_ADDRESS));
        }
        return Optional.of(new Parsed.Bad<>(NO_ADDRESS));
    }

    /** Why it cannot be opened. */
    Optional<LocalText> problem() {
        return robot.bad();
    }

    @Override
    public Step<URI> dial(Trail trail) {
        return robot instanceof Parsed.Good<Robot> good
                ? Step.done(good.value().address())
                : Step.failed(Step.Failure.ACCOUNT, robot.bad().orElseThrow());
    }

    @Override
    public Talk talk(URI dialled) {
        Robot own = robot.good().orElseThrow();
        return new WecomTalk(own.id(), own.secret());
    }
}
