// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Reading;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** What the archive holds, as messages. Pure. */
final class ArchiveWire {
    static final String PLATFORM = "wecom";
    /** A record that did not open, and why, in two languages. */
    static final String SEALED_ZH = "sealed-zh";

    static final String SEALED_EN = "sealed-en";
    /** No record, but what the vendor has deleted before it could be had. */
    static final String LOST_FROM = "lost-from";

    static final String LOST_UNTIL = "lost-until";

    private final String account;
    private final String tenant;
    private final ZoneId zone;

    ArchiveWire(String account, String tenant, ZoneId zone) {
        this.account = account;
        this.tenant = tenant;
        this.zone = zone;
    }

    Reading read(Evidence evidence) {
        Optional<String> lost = evidence.note(LOST_FROM);
        if (lost.isPresent()) {
            return Reading.of(gap(
                    Instant.parse(lost.get()),
                    Instant.parse(evidence.note(LOST_UNTIL).orElseThrow()),
                    evidence.at()));
        }
        String push = "archive/" + evidence.note("seq").orElse("0");
        Optional<String> sealed = evidence.note(SEALED_ZH);
        if (sealed.isPresent()) {
            return unreadable(
                    push,
                    evidence,
                    LocalText.of(sealed.get(), evidence.note(SEALED_EN).orElse(sealed.get())));
        }
        if (!(Json.read(evidence.raw()) instanceof Parsed.Good<Json> json)) {
            return unreadable(push, evidence, LocalText.of("解密后的内容不是 JSON", "what was opened is not JSON"));
        }
        Optional<String> id = ArchivePeople.said(json.value(), "msgid");
        if (id.isEmpty()) {
            return unreadable(push, evidence, LocalText.of("记录没有 msgid", "the record has no msgid"));
        }
        return Reading.of(Delivery.of(push, sighting(json.value(), id.get(), evidence)));
    }

    private Sighting sighting(Json record, String id, Evidence evidence) {
        String payload = new String(evidence.raw(), StandardCharsets.UTF_8);
        Instant at = time(record).orElse(evidence.at());
        Sender sender = ArchivePeople.sender(record);
        Conversation room = ArchivePeople.room(record, PLATFORM, tenant);
        String kind = ArchivePeople.said(record, "msgtype").orElse("");
        Optional<String> taken = ArchivePeople.said(record.at("revoke"), "pre_msgid");
        if (kind.equals("revoke") && taken.isPresent()) {
            return new Sighting.Recalled(key(taken.get()), account, room, Optional.of(sender), at, payload);
        }
        Content content = ArchivePeople.said(record, "action").orElse("").equals("switch")
                ? ArchiveEvents.changedCompany()
                : ArchiveKinds.content(kind, record, zone);
        return Sighting.Said.once(new Message(key(id), account, room, sender, content, at, at.toEpochMilli(), payload)
                .to(ArchivePeople.addressees(record, room)));
    }

    /** Milliseconds, and of a change of the company "time". */
    private static Optional<Instant> time(Json record) {
        OptionalLong at = record.number("msgtime");
        OptionalLong millis = at.isPresent() ? at : record.number("time");
        return millis.isPresent() && millis.getAsLong() > 0 && millis.getAsLong() < 100_000_000_000_000L
                ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
                : Optional.empty();
    }

    private MessageKey key(String id) {
        return new MessageKey(PLATFORM, tenant, id);
    }

    private Delivery gap(Instant from, Instant until, Instant now) {
        String name = "archive-gap/" + account + "/" + from.getEpochSecond();
        Message message = new Message(
                key(name),
                account,
                Conversation.ofEvents(PLATFORM, tenant),
                Sender.SYSTEM,
                ArchiveEvents.gap(from, until, zone),
                now,
                now.toEpochMilli(),
                "");
        return Delivery.of(name, Sighting.Said.once(message));
    }

    private static Reading unreadable(String push, Evidence evidence, LocalText why) {
        return Reading.of(new Delivery(push, List.of(), List.of(new Delivery.Unreadable(evidence.raw(), why))));
    }
}
