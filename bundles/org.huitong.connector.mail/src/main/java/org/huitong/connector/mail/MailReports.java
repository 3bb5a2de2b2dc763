// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Receipted;
import org.huitong.api.text.LocalText;

/** What mail servers report of letters of ours (RFC 3464). */
final class MailReports {
    private static final Pattern ACTION = Pattern.compile("(?im)^Action:\\s*(\\w+)");
    private static final Pattern STATUS = Pattern.compile("(?im)^Status:\\s*([0-9.]+)");
    private static final Pattern OWN = Pattern.compile("(?im)^Message-ID:\\s*(<[^<>\\s]+>)");
    private static final int MOST = 64 << 10;

    private MailReports() {}

    /** None where it is no report, or none of a letter of ours. */
    static List<Receipted> read(MimeMessage mail, Mailbox mailbox) throws MessagingException, IOException {
        if (!mail.getContentType().toLowerCase(Locale.ROOT).startsWith("multipart/report")
                || !(mail.getContent() instanceof Multipart report)) {
            return List.of();
        }
        String status = "";
        String original = "";
        for (int i = 0; i < report.getCount(); i++) {
            BodyPart part = report.getBodyPart(i);
            String type = part.getContentType().toLowerCase(Locale.ROOT);
            String text = new String(part.getInputStream().readNBytes(MOST), StandardCharsets.ISO_8859_1);
            if (type.startsWith("message/delivery-status")) {
                status = text;
            } else if (type.startsWith("message/rfc822") || type.startsWith("text/rfc822-headers")) {
                original = text;
            }
        }
        Optional<String> id =
                found(OWN, original).filter(found -> mailbox.ownKey(found).isPresent());
        String action = found(ACTION, status).orElse("").toLowerCase(Locale.ROOT);
        Optional<Receipt> receipt =
                switch (action) {
                    case "failed" -> Optional.of(new Receipt(Receipt.State.REJECTED, Optional.of(why(status))));
                    case "delivered" -> Optional.of(Receipt.DELIVERED);
                    default -> Optional.empty();
                };
        return id.isPresent() && receipt.isPresent() ? List.of(new Receipted(id.get(), receipt.get())) : List.of();
    }

    private static LocalText why(String status) {
        String code = found(STATUS, status).orElse("5.0.0");
        return LocalText.of("邮件被退回（" + code + "）", "the mail came back (" + code + ")");
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
