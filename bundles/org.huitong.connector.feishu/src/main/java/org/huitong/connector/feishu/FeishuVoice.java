// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Duration;
import java.util.Optional;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.settings.Settings;

/** How an account speaks, as it is configured: as an application, or by the webhook of a custom robot. */
final class FeishuVoice {
    private final boolean webhook;
    private final FeishuWebhook robot;
    private final FeishuSends application;
    private final Parsed<FeishuSends.Access> access;
    private final FeishuVisitors visitors;
    private final FeishuTodos todos;
    private final FeishuCentre centre;
    private final FeishuRooms rooms;
    private final FeishuDirectory directory;

    FeishuVoice(FeishuConfig config, Settings settings) {
        this.webhook = "webhook".equals(config.way());
        this.robot = new FeishuWebhook(settings.read(
                () -> hook(settings.secret(config.webhook()), settings.secret(config.webhookSecret())),
                LocalText.of("请填写自定义机器人的 Webhook 地址", "set Webhook as the custom robot shows it")));
        this.access = settings.read(
                () -> access(config, settings.secret(config.appSecret())),
                LocalText.of("请填写 App ID 和 App Secret", "set App ID and App Secret"));
        this.application = new FeishuSends(access);
        this.rooms = new FeishuRooms(access);
        this.directory = new FeishuDirectory(access, config.directory());
        this.visitors = new FeishuVisitors(access, config);
        this.todos = new FeishuTodos(access, config.todos());
        this.centre = new FeishuCentre(access, config.approvalCode());
    }

    /** The way in that is opened with the same keys. */
    FeishuStream stream() {
        return new FeishuStream(access);
    }

    FeishuVisitors visitors() {
        return visitors;
    }

    FeishuCentre centre() {
        return centre;
    }

    FeishuTodos todos() {
        return todos;
    }

    /** Of what was announced, by these keys. */
    FeishuApprovals approvals(String account) {
        return new FeishuApprovals(access, account);
    }

    FeishuRooms rooms() {
        return rooms;
    }

    FeishuDirectory directory() {
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

    Step<Sent> send(Outgoing what, Trail trail) {
        return webhook ? robot.send(what, trail) : application.send(what, trail);
    }

    Duration recallable() {
        return webhook ? Duration.ZERO : application.recallable();
    }

    Step<Boolean> recall(String nativeId, Outgoing.Target where, Trail trail) {
        return application.recall(nativeId, trail);
    }

    Step<Receipt> receipt(String nativeId, Trail trail) {
        return webhook ? Step.done(Receipt.ACCEPTED) : application.receipt(nativeId, trail);
    }

    private static Optional<Parsed<FeishuWebhook.Hook>> hook(String webhook, String secret) {
        if (webhook.isEmpty()) {
            return Optional.empty();
        }
        Parsed<Address> address = Address.of(webhook);
        return Optional.of(
                address instanceof Parsed.Good<Address> good
                        ? new Parsed.Good<>(new FeishuWebhook.Hook(good.value(), secret))
                        : new Parsed.Bad<>(address.bad().orElseThrow()));
    }

    private static Optional<Parsed<FeishuSends.Access>> access(FeishuConfig config, String secret) {
        if (config.appId().isBlank() || secret.isEmpty()) {
            return Optional.empty();
        }
        Parsed<Address> base = Address.of(config.baseUrl());
        return Optional.of(
                base instanceof Parsed.Good<Address> good
                        ? new Parsed.Good<>(new FeishuSends.Access(
                                good.value(), config.appId().strip(), secret))
                        : new Parsed.Bad<>(base.bad().orElseThrow()));
    }
}
