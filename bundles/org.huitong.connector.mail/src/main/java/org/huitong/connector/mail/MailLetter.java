// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.huitong.api.connector.Enclosure;
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
        if (what.writing() instanceof Writing.File file) {
            mail.setContent(enclosing(file, what.enclosure().orElseThrow()));
        } else {
            mail.setText(body(what.writing()), StandardCharsets.UTF_8.name());
        }
        mail.saveChanges();
        return mail;
    }

    /** The words name the file, for there are readers that show no files. */
    private static MimeMultipart enclosing(Writing.File file, Enclosure enclosure) throws MessagingException {
        MimeBodyPart words = new MimeBodyPart();
        words.setText(file.name(), StandardCharsets.UTF_8.name());
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new DataSource() {
            @Override
            public InputStream getInputStream() throws IOException {
                return enclosure.open();
            }

            @Override
            public OutputStream getOutputStream() {
                throw new UnsupportedOperationException("a file that goes is only read");
            }

            @Override
            public String getContentType() {
                return file.type();
            }

            @Override
            public String getName() {
                return file.name();
            }
        }));
        part.setHeader("Content-Transfer-Encoding", "base64");
        // RFC 2231: names in any language.
        ContentDisposition disposition = new ContentDisposition(Part.ATTACHMENT);
        ParameterList named = new ParameterList();
        named.set("filename", file.name(), StandardCharsets.UTF_8.name());
        disposition.setParameterList(named);
        part.setHeader("Content-Disposition", disposition.toString());
        return new MimeMultipart(words, part);
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
        String text = writing instanceof Writing.File file
                ? file.name()
                : ((Writing.Text) writing).text().strip();
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
        return ((Writing.Card) writing).inText().text();
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
