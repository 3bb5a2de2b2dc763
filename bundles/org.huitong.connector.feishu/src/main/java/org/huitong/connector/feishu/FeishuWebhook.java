// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;
import org.huitong.kit.sign.Signatures;

/** Sending by a custom robot: into the one group that its webhook belongs to. */
final class FeishuWebhook {
    private final Parsed<Hook> hook;
    private final Abilities abilities;

    /** @param secret empty where the robot is not secured by a signature */
    record Hook(Address address, String secret) {
        @Override
        public String toString() {
            return "Hook[]";
        }
    }

    FeishuWebhook(Parsed<Hook> hook) {
        this.hook = hook;
        this.abilities = new Abilities(
                Writing.Kind.WORDS,
                Set.of(Outgoing.Target.Kind.ROOM),
                new Abilities.Length(Abilities.Unit.BYTES, 14_000),
                new Abilities.Length(Abilities.Unit.BYTES, 14_000),
                Optional.empty(),
                false,
                List.of(
                        Abilities.Quota.ofAccount(5, Duration.ofSeconds(1)),
                        Abilities.Quota.ofAccount(100, Duration.ofSeconds(61))),
                hook.bad());
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Sent> send(Outgoing what, Trail trail) {
        if (trail.reply().isEmpty()) {
            Hook mine = hook.good().orElseThrow();
            JsonText body = JsonText.object();
            if (!mine.secret().isEmpty()) {
                String timestamp = Long.toString(what.at().getEpochSecond());
                // The other way round than elsewhere: what is signed is the key, and the message is empty.
                byte[] key = (timestamp + "\n" + mine.secret()).getBytes(StandardCharsets.UTF_8);
                body.with("timestamp", timestamp)
                        .with("sign", Base64.getEncoder().encodeToString(Signatures.hmacSha256(key, new byte[0])));
            }
            // Presses come back to applications alone.
            Writing said = what.writing() instanceof Writing.Card card && card.comesBack()
                    ? card.inMarkdown()
                    : what.writing();
            FeishuForms.Form form = FeishuForms.of(said, what.key());
            body.with("msg_type", form.type())
                    .with(form.type().equals("interactive") ? "card" : "content", form.content());
            return Step.ask(Call.post(mine.address().at(""), body.toString()));
        }
        Json answer = Answers.json(trail.reply().get());
        boolean taken = answer.text("code")
                .or(() -> answer.text("StatusCode"))
                .orElse("")
                .equals("0");
        return taken
                ? Step.done(new Sent("", false))
                : FeishuRefusals.read(trail.reply().get());
    }
}
