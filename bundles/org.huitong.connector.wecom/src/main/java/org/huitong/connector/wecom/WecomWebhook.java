// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/** Sending by the robot of a group: into the one group that its webhook belongs to. */
final class WecomWebhook {
    private final Parsed<Address> hook;
    private final Abilities abilities;

    WecomWebhook(Parsed<Address> hook) {
        this.hook = hook;
        this.abilities = new Abilities(
                Set.of(Writing.Kind.TEXT, Writing.Kind.MARKDOWN),
                Set.of(Outgoing.Target.Kind.ROOM),
                WecomSends.LENGTH,
                new Abilities.Length(Abilities.Unit.BYTES, 4_096),
                Optional.empty(),
                false,
                List.of(Abilities.Quota.ofAccount(20, Duration.ofSeconds(61))),
                hook.bad());
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Sent> send(Outgoing what, Trail trail) {
        if (trail.reply().isEmpty()) {
            JsonText body = JsonText.object();
            WecomForms.intoGroup(body, what.writing());
            return Step.ask(Call.post(hook.good().orElseThrow().at(""), body.toString()));
        }
        boolean taken =
                Answers.json(trail.reply().get()).text("errcode").orElse("").equals("0");
        return taken
                ? Step.done(new Sent("", false))
                : WecomRefusals.read(trail.reply().get());
    }
}
