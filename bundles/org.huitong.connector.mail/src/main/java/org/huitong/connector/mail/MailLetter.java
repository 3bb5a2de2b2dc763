// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.stream.Collectors;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.outbox.Writing;

/** A letter in the form of mail: subject and body in UTF-8, named by the letter's key, and answered by no machine. */
final class MailLetter {
    private static final String NAME = "汇通";
    private static final int LONGEST_SUBJECT = 60;

    private MailLetter() {}

    static MimeMessage of(Outgoing what, Mailbox mailbox, Session session) throws MessagingException {
        String id = mailbox.messageId(what.key());
        MimeMessage mail = new MimeMessage(session) {
            /** The library would draw another one at each try. */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        try {
            mail.setFrom(new InternetAddress(mailbox.address(), NAME, "UTF-8"));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        }
        mail.setRecipient(
                Message.RecipientType.TO, new InternetAddress(what.target().id(), true));
        mail.setSubject(subject(what), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(what.at()));
        // RFC 3834: so no absence notice comes back, and no other robot answers.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
        what.topic().answers().filter(MailLetter::isId).ifPresent(answered -> header(mail, answered));
        mail.setText(body(what.writing()), StandardCharsets.UTF_8.name());
        mail.saveChanges();
        return mail;
    }

    private static void header(MimeMessage mail, String answered) {
        try {
            mail.setHeader("In-Reply-To", answered);
            mail.setHeader("References", answered);
        } catch (MessagingException e) {
            throw new IllegalStateException("a new mail takes headers", e);
        }
    }

    private static boolean isId(String nativeId) {
        return nativeId.matches("<[^\\s<>]{1,900}>");
    }

    private static String subject(Outgoing what) {
        String own = what.writing() instanceof Writing.Markdown markdown
                ? markdown.title()
                : what.writing() instanceof Writing.Card card ? card.title() : firstLine(what.writing());
        return what.topic()
                .title()
                .map(title -> title.regionMatches(true, 0, "re:", 0, 3) ? title : "Re: " + title)
                .orElse(own)
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String firstLine(Writing writing) {
        String text = ((Writing.Text) writing).text().strip();
        String line = text.lines().findFirst().orElse(text);
        int end = line.offsetByCodePoints(0, Math.min(LONGEST_SUBJECT, line.codePointCount(0, line.length())));
        return end < line.length() ? line.substring(0, end) + "…" : line;
    }

    private static String body(Writing writing) {
        if (writing instanceof Writing.Text text) {
            return text.text();
        }
        if (writing instanceof Writing.Markdown markdown) {
            return markdown.text();
        }
        Writing.Card card = (Writing.Card) writing;
        return card.text()
                + card.buttons().stream()
                        .map(button -> "\n\n" + button.label()
                                + button.link().map(link -> ": " + link).orElse(""))
                        .collect(Collectors.joining());
    }

    /** As people read it. */
    static String decoded(String header) {
        try {
            return MimeUtility.decodeText(header);
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }
}
