// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Duration;
import java.util.Optional;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.settings.Settings;

/** How an account speaks, as it is configured: as an application, or by the webhook of a group's robot. */
final class WecomVoice {
    private final boolean webhook;
    private final WecomWebhook robot;
    private final WecomSends application;
    private final Parsed<WecomSends.Access> access;
    private final WecomVisitors visitors;
    private final WecomRooms rooms;
    private final WecomDirectory directory;

    WecomVoice(WecomConfig config, Settings settings) {
        this.webhook = "webhook".equals(config.way());
        this.robot = new WecomWebhook(settings.read(
                () -> Optional.of(settings.secret(config.webhook()))
                        .filter(hook -> !hook.isEmpty())
                        .map(Address::of),
                LocalText.of("请填写群机器人的 Webhook 地址", "set Webhook as the group's robot shows it")));
        this.access = settings.read(
                () -> access(config, settings.secret(config.secret())),
                LocalText.of(
                        "请填写 CorpID、AgentId 和应用的 Secret 后才能发送",
                        "set CorpID, AgentId and the application's Secret to be able to send"));
        this.application = new WecomSends(access);
        this.rooms = new WecomRooms(access);
        this.directory = new WecomDirectory(access, "callback".equals(config.way()), config.directory());
        this.visitors = new WecomVisitors(access, config);
    }

    WecomVisitors visitors() {
        return visitors;
    }

    /** Of what was announced, by these keys. */
    WecomApprovals approvals(String account) {
        return new WecomApprovals(access, account);
    }

    WecomRooms rooms() {
        return rooms;
    }

    WecomDirectory directory() {
        return directory;
    }

    boolean isWebhook() {
        return webhook;
    }

    Abilities abilities() {
        return webhook ? robot.abilities() : application.abilities();
    }

    Step<Token> renew(Trail trail) {
        return application.renew(trail);
    }

    Step<Download> fetch(Wanted what, Trail trail) {
        return application.fetch(what, trail);
    }

    Duration recallable() {
        return webhook ? Duration.ZERO : application.recallable();
    }

    Step<Boolean> recall(String nativeId, Trail trail) {
        return application.recall(nativeId, trail);
    }

    Step<Sent> send(Outgoing what, Trail trail) {
        return webhook ? robot.send(what, trail) : application.send(what, trail);
    }

    private static Optional<Parsed<WecomSends.Access>> access(WecomConfig config, String secret) {
        String agent = config.agentId().strip();
        if (config.corpId().isBlank() || agent.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        if (!agent.matches("[0-9]{1,10}")) {
            return Optional.of(new Parsed.Bad<>(LocalText.of("AgentId 是数字", "AgentId is a number")));
        }
        Parsed<Address> base = Address.of(config.baseUrl());
        return Optional.of(
                base instanceof Parsed.Good<Address> good
                        ? new Parsed.Good<>(new WecomSends.Access(
                                good.value(), config.corpId().strip(), agent, secret))
                        : new Parsed.Bad<>(base.bad().orElseThrow()));
    }
}
