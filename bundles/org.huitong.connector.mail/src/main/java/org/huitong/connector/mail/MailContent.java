// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;

/** What a mail says: its subject, its words in the plainest form that it has, and its files as facts. */
final class MailContent {
    private static final int DEEPEST = 20;
    private static final int MOST_PARTS = 500;
    private static final String FORWARDED = "message/rfc822";

    private final String place;
    private final boolean cut;
    private final ContentBuilder content = new ContentBuilder();
    private int parts;
    /** A server tells what became of a letter, and sends it along: that was said already. */
    private boolean reports;

    /**
     * @param place the mail's folder and number: what its files are fetched by
     * @param cut whether the mail is longer than what was kept of it
     */
    MailContent(String place, boolean cut) {
        this.place = place;
        this.cut = cut;
    }

    Content of(MimeMessage mail, String subject) throws MessagingException, IOException {
        content.line(subject);
        reports = type(mail).equals("multipart/report");
        read(mail, "", 0);
        if (cut) {
            content.lacking(
                    Unavailable.Reason.WITHHELD,
                    LocalText.of("邮件较大，只保存了开头部分", "the mail is large: only its beginning was kept"));
        }
        return content.build(MessageType.TEXT);
    }

    private void read(Part part, String number, int depth) throws MessagingException, IOException {
        if (++parts > MOST_PARTS || depth > DEEPEST) {
            return;
        }
        String type = type(part);
        if (isFile(part, type) || type.equals(FORWARDED)) {
            content.attach(file(part, type, number));
            if (type.equals(FORWARDED) && !reports) {
                forwarded(part, number, depth);
            }
        } else if (type.startsWith("multipart/")) {
            Object body = part.getContent();
            if (body instanceof Multipart multipart) {
                readAll(multipart, type, number, depth);
            }
        } else if (type.equals("text/html")) {
            content.said(MailHtml.text(text(part)));
        } else if (type.startsWith("text/")) {
            content.said(text(part).replace("\r\n", "\n"));
        } else if (!type.equals("message/delivery-status")) {
            content.attach(file(part, type, number));
        }
    }

    /** A mail that is forwarded whole: what it says belongs to what is said here, also where it has a name as a file. */
    private void forwarded(Part part, String number, int depth) {
        try {
            if (part.getContent() instanceof MimeMessage mail) {
                Headers headers = new Headers(mail);
                content.field("From", headers.text("From"));
                content.field("Subject", headers.text("Subject"));
                // A mail of one part has no number of its own (RFC 3501, 6.4.5).
                read(mail, type(mail).startsWith("multipart/") ? number : number + ".1", depth + 1);
            }
        } catch (MessagingException | IOException damaged) {
            // It stays the file that it is; what was said around it is not lost for its sake.
            return;
        }
    }

    private void readAll(Multipart multipart, String type, String number, int depth)
            throws MessagingException, IOException {
        boolean alternative = type.equals("multipart/alternative");
        boolean said = false;
        for (int i = 0; i < multipart.getCount(); i++) {
            BodyPart part = multipart.getBodyPart(i);
            // The plainest form comes first (RFC 2046); what follows says the same with colours.
            if (alternative && said && type(part).startsWith("text/")) {
                continue;
            }
            read(part, number.isEmpty() ? Integer.toString(i + 1) : number + "." + (i + 1), depth + 1);
            // Programs that write pages leave the plain form empty now and then.
            said = said || type(part).equals("text/plain") && !text(part).isBlank();
        }
    }

    private static boolean isFile(Part part, String type) throws MessagingException {
        boolean named = name(part).isPresent();
        return Part.ATTACHMENT.equalsIgnoreCase(disposition(part)) || named && !type.startsWith("multipart/");
    }

    private static String disposition(Part part) {
        try {
            return part.getDisposition();
        } catch (MessagingException damaged) {
            return null;
        }
    }

    private Attachment file(Part part, String type, String number) throws MessagingException {
        MessageType kind = type.startsWith("image/")
                ? MessageType.IMAGE
                : type.startsWith("audio/")
                        ? MessageType.VOICE
                        : type.startsWith("video/") ? MessageType.VIDEO : MessageType.FILE;
        // The library knows how long it is as it travels; base64 makes four characters of three bytes.
        int travels = part.getSize();
        boolean base64 = part instanceof MimePart mime && "base64".equalsIgnoreCase(mime.getEncoding());
        OptionalLong bytes =
                cut || travels < 0 ? OptionalLong.empty() : OptionalLong.of(base64 ? travels / 78 * 57L : travels);
        return new Attachment(
                kind, place + "/" + (number.isEmpty() ? "1" : number), name(part), bytes, OptionalLong.empty());
    }

    private static Optional<String> name(Part part) {
        try {
            return Optional.ofNullable(part.getFileName())
                    .map(Headers::readable)
                    .filter(name -> !name.isBlank());
        } catch (MessagingException damaged) {
            return Optional.empty();
        }
    }

    private static String type(Part part) throws MessagingException {
        String type = part.getContentType();
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static String text(Part part) throws MessagingException, IOException {
        String charset = "";
        try {
            charset = Optional.ofNullable(new ContentType(part.getContentType()).getParameter("charset"))
                    .orElse("");
        } catch (MessagingException damaged) {
            charset = "";
        }
        byte[] bytes;
        try (InputStream in = part.getInputStream()) {
            bytes = in.readNBytes(MailLine.MOST);
        } catch (IOException damaged) {
            // A transfer encoding that is none: what stands there is shown as it is.
            bytes = part instanceof jakarta.mail.internet.MimeBodyPart body
                    ? body.getRawInputStream().readNBytes(MailLine.MOST)
                    : new byte[0];
        }
        return Charsets.decode(bytes, charset).replace("\u0000", "");
    }
}
