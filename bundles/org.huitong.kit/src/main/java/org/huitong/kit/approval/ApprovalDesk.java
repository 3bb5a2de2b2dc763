// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/**
 * Where one account asks for the approvals of its platform that tells of each by one call: one message an approval, named
 * by its instance, with a further version for each change. Immutable.
 *
 * @param <A> what the account calls with
 */
public final class ApprovalDesk<A> {
    private static final String ID = "approval:";
    private static final Duration UNSET = Duration.ofHours(1);

    private final String platform;
    private final String account;
    private final Parsed<A> access;

    public ApprovalDesk(String platform, String account, Parsed<A> access) {
        this.platform = platform;
        this.account = account;
        this.access = access;
    }

    /**
     * The next step towards one of them.
     *
     * @param asking the call that is answered with the approval
     * @param reading what it was answered
     */
    public Step<Sighting.Said> elaborate(
            Trail trail, BiFunction<A, Token, Call> asking, Function<Reply, Step<Sighting.Said>> reading) {
        if (!(access instanceof Parsed.Good<A> good)) {
            // An account that only listens is set up so: there is nothing to tell of each approval.
            return Step.later(UNSET, access.bad().orElseThrow());
        }
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        return trail.reply()
                .map(reading)
                .orElseGet(
                        () -> Step.ask(asking.apply(good.value(), trail.token().get())));
    }

    /** The same message while it cannot be had; older than any that was told. */
    public Sighting.Said lacking(Matter matter, LocalText why) {
        return said(
                matter,
                Sender.SYSTEM,
                Content.unavailable(Unavailable.Reason.WITHHELD, why),
                Instant.EPOCH,
                Instant.EPOCH,
                "{\"approval\":" + Json.quote(matter.id()) + "}");
    }

    /**
     * The message of an approval as it stands.
     *
     * @param began when it was applied for
     * @param told as the platform told it
     */
    public Sighting.Said said(Matter matter, Sender applicant, ApprovalSheet sheet, Instant began, String told) {
        return said(matter, applicant, sheet.content(), began, sheet.latest(began), told);
    }

    private Sighting.Said said(
            Matter matter, Sender applicant, Content content, Instant began, Instant latest, String told) {
        Message message = new Message(
                new MessageKey(platform, matter.tenant(), ID + matter.id()),
                account,
                Conversation.ofEvents(platform, matter.tenant()),
                applicant,
                content,
                began,
                began.toEpochMilli(),
                told);
        return new Sighting.Said(
                message, new Revision(Revision.ofContent(message).id(), latest));
    }
}
