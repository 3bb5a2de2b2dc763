// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Receipted;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.sign.Signatures;

/**
 * A mail, translated: pure. A push is named by folder, UIDVALIDITY and UID, the message by its Message-ID, since that is
 * what answers name and what stays when a server numbers its folder anew.
 */
final class MailWire {
    static final String PLATFORM = "mail";

    private static final Pattern ID = Pattern.compile("<[^<>\\s]+>");
    private static final Pattern ANSWER =
            Pattern.compile("^\\s*(re|aw|fw|fwd|回复|答复|转发)\\s*(\\[\\d+])?[:：]\\s*", Pattern.CASE_INSENSITIVE);
    private static final int TITLE = 1_000;
    /** What is kept of the mail as evidence. */
    private static final int PAYLOAD = 256 << 10;

    private final String account;
    private final Mailbox mailbox;

    MailWire(String account, Mailbox mailbox) {
        this.account = account;
        this.mailbox = mailbox;
    }

    Reading read(Evidence evidence) {
        String place = evidence.note("folder").orElse("?") + "/"
                + evidence.note("validity").orElse("0") + "/"
                + evidence.note("uid").orElse("0");
        String delivery = place.length() <= 255 ? place : Signatures.fingerprint(place);
        try {
            return OwnLoader.<Reading, MessagingException, IOException>with(() -> read(evidence, place, delivery));
        } catch (MessagingException | IOException e) {
            LocalText why = LocalText.of("不是可以读懂的邮件", "it is no mail that can be read");
            return Reading.of(new Delivery(delivery, List.of(), List.of(new Delivery.Unreadable(evidence.raw(), why))));
        }
    }

    private Reading read(Evidence evidence, String place, String delivery) throws MessagingException, IOException {
        MimeMessage mail = new MimeMessage(mailbox.session(), new ByteArrayInputStream(evidence.raw()));
        String id = first(mail, "Message-ID")
                .flatMap(MailWire::id)
                .orElse("<" + Signatures.fingerprint(place) + "@" + PLATFORM + ">");
        if (mailbox.ownKey(id).isPresent()) {
            // Our own words, which stand in the log already.
            return new Reading(List.of(), List.of());
        }
        List<Receipted> receipts = MailReports.read(mail, mailbox);
        Headers headers = new Headers(mail);
        Instant arrived = evidence.note("arrived").map(Instant::parse).orElse(evidence.at());
        Instant sent = headers.sent().filter(at -> !at.isAfter(arrived)).orElse(arrived);
        String title = plain(headers.text("Subject"));
        List<String> thread = new ArrayList<>(headers.ids("References"));
        thread.addAll(headers.ids("In-Reply-To"));
        String root = thread.isEmpty() ? id : thread.get(0);
        long size = evidence.note("size")
                .filter(s -> s.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
        org.huitong.api.message.Message message = new org.huitong.api.message.Message(
                        new MessageKey(PLATFORM, mailbox.domain(), id),
                        account,
                        new Conversation(
                                "thread:" + Signatures.fingerprint(root), Conversation.Kind.DIRECT, Optional.of(title)),
                        sender(mail, headers),
                        new MailContent(place, size > evidence.raw().length).of(mail, headers.text("Subject")),
                        sent,
                        arrived.toEpochMilli(),
                        payload(evidence.raw()))
                .to(addressees(mail))
                .replyingTo(headers.ids("In-Reply-To").stream().findFirst());
        return new Reading(List.of(Delivery.of(delivery, Sighting.Said.once(message))), receipts);
    }

    /** What a machine sent (RFC 3834, lists, bulk) is a robot's: nobody is to answer it by a machine. */
    private Sender sender(MimeMessage mail, Headers headers) throws MessagingException {
        Optional<InternetAddress> from = addresses(mail, "From").stream().findFirst();
        if (from.isEmpty()) {
            return Sender.SYSTEM;
        }
        String address = from.get().getAddress().toLowerCase(Locale.ROOT);
        String id = address.length() <= 255 ? address : Signatures.fingerprint(address);
        String name = from.get().getPersonal() == null
                ? headers.rawName("From")
                : Headers.readable(from.get().getPersonal());
        String submitted = headers.text("Auto-Submitted").toLowerCase(Locale.ROOT);
        boolean machine = !submitted.isBlank() && !submitted.startsWith("no")
                || headers.text("Precedence").toLowerCase(Locale.ROOT).matches("bulk|junk|list")
                || !headers.text("List-Id").isBlank();
        if (machine) {
            return Sender.robot(id, name);
        }
        return Mailbox.domain(address).equals(mailbox.domain()) ? Sender.person(id, name) : Sender.customer(id, name);
    }

    private static List<Addressee> addressees(MimeMessage mail) {
        List<Addressee> all = new ArrayList<>();
        for (String field : List.of("To", "Cc")) {
            for (InternetAddress address : addresses(mail, field)) {
                all.add(Addressee.of(address.getAddress().toLowerCase(Locale.ROOT), address.getPersonal()));
            }
        }
        return all;
    }

    private static List<InternetAddress> addresses(MimeMessage mail, String field) {
        try {
            Address[] found =
                    switch (field) {
                        case "From" -> mail.getFrom();
                        case "To" -> mail.getRecipients(Message.RecipientType.TO);
                        default -> mail.getRecipients(Message.RecipientType.CC);
                    };
            List<InternetAddress> addresses = new ArrayList<>();
            for (Address address : found == null ? new Address[0] : found) {
                if (address instanceof InternetAddress internet
                        && internet.getAddress() != null
                        && !internet.getAddress().isBlank()) {
                    addresses.add(internet);
                }
            }
            return addresses;
        } catch (MessagingException notAddresses) {
            return List.of();
        }
    }

    private static Optional<String> first(MimeMessage mail, String name) throws MessagingException {
        String[] values = mail.getHeader(name);
        return values == null ? Optional.empty() : Optional.of(values[0]);
    }

    static Optional<String> id(String header) {
        Matcher id = ID.matcher(header);
        return id.find() ? Optional.of(id.group()) : Optional.empty();
    }

    private static String plain(String subject) {
        // Nobody's is longer, and each answer that stands before it is cut off by itself.
        String rest = subject.codePointCount(0, subject.length()) <= TITLE
                ? subject
                : subject.substring(0, subject.offsetByCodePoints(0, TITLE));
        for (Matcher answer = ANSWER.matcher(rest); answer.find(); answer = ANSWER.matcher(rest)) {
            rest = rest.substring(answer.end());
        }
        return rest.strip();
    }

    private static String payload(byte[] raw) {
        return Utf8.mended(raw, 0, Math.min(raw.length, PAYLOAD)).replace("\u0000", "");
    }
}
