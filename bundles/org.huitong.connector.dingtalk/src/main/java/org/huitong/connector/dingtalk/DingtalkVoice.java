// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

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
final class DingtalkVoice {
    private final boolean webhook;
    private final DingtalkWebhook robot;
    private final DingtalkSends application;
    private final Parsed<DingtalkSends.Access> access;
    private final DingtalkVisitors visitors;
    private final DingtalkTodos todos;
    private final DingtalkCentre centre;
    private final DingtalkRooms rooms;
    private final DingtalkDirectory directory;

    DingtalkVoice(DingtalkConfig config, Settings settings) {
        this.webhook = "webhook".equals(config.way());
        this.robot = new DingtalkWebhook(settings.read(
                () -> hook(settings.secret(config.webhook()), settings.secret(config.webhookSecret())),
                LocalText.of("请填写自定义机器人的 Webhook", "set Webhook as the custom robot shows it")));
        this.access = settings.read(
                () -> access(config, settings.secret(config.clientSecret())),
                LocalText.of("请填写 Client ID 和 Client Secret", "set Client ID and Client Secret"));
        DingtalkTemplate template = new DingtalkTemplate(
                config.cardTemplateId().strip(),
                "stream".equals(config.way()),
                config.cardRoute().strip(),
                config.robotCode().strip());
        this.application = new DingtalkSends(access, template, config.agentId());
        this.rooms = new DingtalkRooms(access, config.groupTemplateId().strip());
        this.directory = new DingtalkDirectory(access, config.directory());
        this.visitors = new DingtalkVisitors(access, config);
        this.todos = new DingtalkTodos(access, config.todos());
        this.centre = new DingtalkCentre(
                access, config.approvalTemplate().strip(), config.approvalUser().strip());
    }

    /** The way in that is opened with the same keys. */
    DingtalkStream stream() {
        return new DingtalkStream(access);
    }

    DingtalkVisitors visitors() {
        return visitors;
    }

    DingtalkTodos todos() {
        return todos;
    }

    DingtalkCentre centre() {
        return centre;
    }

    DingtalkRooms rooms() {
        return rooms;
    }

    /** What did not come in, asked back by these keys. */
    DingtalkMissed missed() {
        return new DingtalkMissed(access);
    }

    /** Of what was announced, by these keys. */
    DingtalkApprovals approvals(String account) {
        return new DingtalkApprovals(access, account);
    }

    DingtalkDirectory directory() {
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
        return application.recall(nativeId, where, trail);
    }

    Step<Receipt> receipt(String nativeId, Trail trail) {
        return webhook ? Step.done(Receipt.ACCEPTED) : application.receipt(nativeId, trail);
    }

    private static Optional<Parsed<DingtalkWebhook.Hook>> hook(String webhook, String secret) {
        if (webhook.isEmpty()) {
            return Optional.empty();
        }
        Parsed<Address> address = Address.of(webhook);
        return Optional.of(
                address instanceof Parsed.Good<Address> good
                        ? new Parsed.Good<>(new DingtalkWebhook.Hook(good.value(), secret))
                        : new Parsed.Bad<>(address.bad().orElseThrow()));
    }

    private static Optional<Parsed<DingtalkSends.Access>> access(DingtalkConfig config, String secret) {
        if (config.clientId().isBlank() || secret.isEmpty()) {
            return Optional.empty();
        }
        Parsed<Address> base = Address.of(config.baseUrl());
        Parsed<Address> oapi = Address.of(config.oapiUrl());
        if (base instanceof Parsed.Good<Address> b && oapi instanceof Parsed.Good<Address> o) {
            return Optional.of(new Parsed.Good<>(new DingtalkSends.Access(
                    b.value(), o.value(), config.clientId().strip(), secret)));
        }
        return Optional.of(new Parsed.Bad<>(base.bad().or(oapi::bad).orElseThrow()));
    }
}
