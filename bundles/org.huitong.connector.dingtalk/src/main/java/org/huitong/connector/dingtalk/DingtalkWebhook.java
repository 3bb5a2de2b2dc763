// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

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
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.sign.Signatures;

/** Sending by a custom robot: into the one group that its webhook belongs to, without a token, signed by a secret. */
final class DingtalkWebhook {
    private final Parsed<Hook> hook;
    private final Abilities abilities;

    /** @param secret empty where the robot is not secured by a signature */
    record Hook(Address address, String secret) {
        @Override
        public String toString() {
            return "Hook[]";
        }
    }

    DingtalkWebhook(Parsed<Hook> hook) {
        this.hook = hook;
        this.abilities = new Abilities(
                Writing.Kind.WORDS,
                Set.of(Outgoing.Target.Kind.ROOM),
                DingtalkSends.LENGTH,
                DingtalkSends.LENGTH,
                // How long it is remembered is not said; a repetition comes within seconds.
                Optional.of(Duration.ofMinutes(10)),
                false,
                // Twenty a minute; the one that is too many costs ten minutes, so their clock gets a second.
                List.of(Abilities.Quota.ofAccount(20, Duration.ofSeconds(61))),
                hook.bad());
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Sent> send(Outgoing what, Trail trail) {
        if (trail.reply().isEmpty()) {
            return Step.ask(Call.post(
                    signed(what),
                    DingtalkForms.webhook(what.writing())
                            .with("msgUuid", what.key())
                            .toString()));
        }
        Json answer = Answers.json(trail.reply().get());
        if (answer.text("errcode").orElse("").equals("0")) {
            return Step.done(new Sent("", false));
        }
        Step<Sent> refused = DingtalkRefusals.read(trail.reply().get());
        return refused instanceof Step.Failed<Sent> f && f.failure() == Step.Failure.TOKEN
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        LocalText.of("钉钉不认识这个 Webhook，请核对地址", "DingTalk does not know this webhook: check its address"))
                : refused;
    }

    private java.net.URI signed(Outgoing what) {
        Hook mine = hook.good().orElseThrow();
        if (mine.secret().isEmpty()) {
            return mine.address().at("");
        }
        String timestamp = Long.toString(what.at().toEpochMilli());
        return mine.address()
                .at(
                        "",
                        "timestamp",
                        timestamp,
                        "sign",
                        Signatures.hmacSha256Base64(mine.secret(), timestamp + "\n" + mine.secret()));
    }
}
