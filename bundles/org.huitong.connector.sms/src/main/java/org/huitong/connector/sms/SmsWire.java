// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Receipted;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.sign.Signatures;

/** What comes from a gateway, translated: pure. It names nothing, so what it brings is named by what it holds and when. */
final class SmsWire {
    static final String PLATFORM = "sms";

    private static final Pattern RECEIPT =
            Pattern.compile("(?i)id:(\\S++).*?stat:(\\w++)(?:.*?err:(\\w++))?", Pattern.DOTALL);

    private final String account;
    private final String tenant;

    SmsWire(String account, String tenant) {
        this.account = account;
        this.tenant = tenant;
    }

    Reading read(Evidence evidence) {
        return evidence.note("receipt").orElse("").equals("true") ? receipt(evidence) : said(evidence);
    }

    private Reading receipt(Evidence evidence) {
        Matcher told = RECEIPT.matcher(new String(evidence.raw(), StandardCharsets.ISO_8859_1));
        if (!told.find()) {
            return unreadable(evidence, LocalText.of("回执没有 id 与 stat", "the receipt has no id and stat"));
        }
        Receipt receipt =
                switch (told.group(2).toUpperCase(Locale.ROOT)) {
                    case "DELIVRD" -> Receipt.DELIVERED;
                    case "EXPIRED", "DELETED", "UNDELIV", "REJECTD" -> new Receipt(
                            Receipt.State.REJECTED,
                            java.util.Optional.of(LocalText.of(
                                    "短信没有送达（" + told.group(2) + " " + told.group(3) + "）",
                                    "the short message was not delivered (" + told.group(2) + " " + told.group(3)
                                            + ")")));
                    default -> Receipt.ACCEPTED;
                };
        return new Reading(
                List.of(),
                names(told.group(1)).stream()
                        .map(id -> new Receipted(id, receipt))
                        .toList());
    }

    /** Some gateways answer in hexadecimal and report in decimal figures, or the other way round. */
    static Set<String> names(String id) {
        Set<String> names = new LinkedHashSet<>(List.of(id));
        if (id.matches("[0-9]{1,18}")) {
            names.add(Long.toHexString(Long.parseLong(id)));
            names.add(Long.toHexString(Long.parseLong(id)).toUpperCase(Locale.ROOT));
        }
        if (id.matches("[0-9A-Fa-f]{1,15}")) {
            names.add(Long.toString(Long.parseLong(id, 16)));
        }
        return names;
    }

    private Reading said(Evidence evidence) {
        String from = evidence.note("from").orElse("");
        String id = Signatures.fingerprint(
                from,
                new String(evidence.raw(), StandardCharsets.ISO_8859_1),
                Long.toString(evidence.at().getEpochSecond() / 60));
        if (from.isBlank()) {
            return unreadable(evidence, LocalText.of("短信没有发送号码", "the short message names no sender"));
        }
        String text = text(evidence);
        Message message = new Message(
                        new MessageKey(PLATFORM, tenant, id),
                        account,
                        new Conversation("number:" + from, Conversation.Kind.DIRECT, java.util.Optional.of(from)),
                        Sender.customer(from, null),
                        Content.text(text),
                        evidence.at(),
                        evidence.at().toEpochMilli(),
                        text)
                .to(evidence.note("to").filter(to -> !to.isBlank()).map(Addressee::of).stream()
                        .toList());
        return Reading.of(Delivery.of(id, Sighting.Said.once(message)));
    }

    private static String text(Evidence evidence) {
        byte[] raw = evidence.raw();
        boolean headed =
                evidence.note("headed").orElse("").equals("true") && raw.length > 0 && (raw[0] & 0xff) < raw.length;
        byte[] words = headed ? Arrays.copyOfRange(raw, (raw[0] & 0xff) + 1, raw.length) : raw;
        boolean ucs2 = evidence.note("coding").orElse("0").equals("8");
        return new String(words, ucs2 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1).replace("\u0000", "");
    }

    private static Reading unreadable(Evidence evidence, LocalText why) {
        return Reading.of(new Delivery(
                Signatures.fingerprint(new String(evidence.raw(), StandardCharsets.ISO_8859_1)),
                List.of(),
                List.of(new Delivery.Unreadable(evidence.raw(), why))));
    }
}
