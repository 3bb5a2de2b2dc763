// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields above a mail as people read them, also those that programs wrote without asking RFC 2047. */
final class Headers {
    private static final Pattern ID = Pattern.compile("<[^<>\\s]+>");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final MimeMessage mail;

    Headers(MimeMessage mail) {
        this.mail = mail;
    }

    /** Empty where it is not there. */
    String text(String name) throws MessagingException {
        String[] values = mail.getHeader(name);
        return values == null ? "" : readable(values[0]);
    }

    /** Unfolded, its words decoded; bytes beyond ASCII are UTF-8, else GB18030, which every Chinese program meant. */
    static String readable(String header) {
        String unfolded = header.replaceAll("\r?\n[ \t]+", " ");
        boolean bare =
                unfolded.chars().anyMatch(c -> c >= 0x80) && unfolded.chars().allMatch(c -> c <= 0xff);
        return (bare ? Charsets.guess(unfolded.getBytes(StandardCharsets.ISO_8859_1)) : MailLetter.decoded(unfolded))
                .strip();
    }

    /** The name in front of an address that was not encoded. */
    String rawName(String name) throws MessagingException {
        String text = text(name);
        int bracket = text.indexOf('<');
        return bracket > 0 ? text.substring(0, bracket).replace("\"", "").strip() : null;
    }

    List<String> ids(String name) throws MessagingException {
        List<String> ids = new ArrayList<>();
        Matcher id = ID.matcher(text(name));
        while (id.find()) {
            ids.add(id.group());
        }
        return ids;
    }

    /** Empty where it names no year that a clock shows. */
    Optional<Instant> sent() throws MessagingException {
        Date date = mail.getSentDate();
        return Optional.ofNullable(date)
                .map(Date::toInstant)
                .filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(LAST));
    }
}
