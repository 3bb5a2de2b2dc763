// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;

/** Letters by SMTP. A server's 4xx is later, its 5xx never; what broke between the text and its answer nobody can tell. */
final class MailSends {
    private static final Duration UNREACHABLE = Duration.ofSeconds(30);
    private static final List<Duration> LADDER =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final LocalText NO_SERVER =
            LocalText.of("请在此账号的配置中填写 SMTP 服务器", "set SMTP server in the configuration of this account");

    private final Parsed<Mailbox> mailbox;
    private final Abilities abilities;

    MailSends(Parsed<Mailbox> mailbox) {
        this.mailbox = mailbox;
        Abilities.Length length = new Abilities.Length(Abilities.Unit.CODE_POINTS, 200_000);
        this.abilities = new Abilities(
                Writing.Kind.WORDS,
                Set.of(Outgoing.Target.Kind.USER, Outgoing.Target.Kind.MAIL),
                length,
                length,
                Optional.empty(),
                false,
                List.of(Abilities.Quota.ofAccount(60, Duration.ofMinutes(1))),
                // What most servers take, for within a mail a file grows by a third.
                18L << 20,
                mailbox.bad().or(() -> mailbox.good()
                        .filter(m -> m.smtp().host().isEmpty())
                        .map(m -> NO_SERVER)));
    }

    Abilities abilities() {
        return abilities;
    }

    Step<Sent> send(Outgoing what) {
        if (!Mailbox.isAddress(what.target().id())) {
            return Step.failed(Step.Failure.REFUSED, LocalText.of("收件地址不是邮件地址", "the recipient is no address of mail"));
        }
        Mailbox own = mailbox.good().orElseThrow();
        return Step.byHand(() -> byHand(what, own));
    }

    private static Step<Sent> byHand(Outgoing what, Mailbox own) throws IOException {
        try {
            return OwnLoader.<Step<Sent>, MessagingException, IOException>with(() -> carry(what, own));
        } catch (MessagingException e) {
            // The exception may quote the recipient.
            throw new IOException(e.getClass().getName());
        }
    }

    private static Step<Sent> carry(Outgoing what, Mailbox own) throws IOException, MessagingException {
        Session session = own.session();
        MimeMessage mail;
        try {
            mail = MailLetter.of(what, own, session);
        } catch (AddressException e) {
            return Step.failed(Step.Failure.REFUSED, LocalText.of("收件地址不是邮件地址", "the recipient is no address of mail"));
        }
        Transport transport = session.getTransport("smtp");
        try {
            transport.connect(own.user(), own.password());
        } catch (AuthenticationFailedException e) {
            return Step.failed(
                    Step.Failure.ACCOUNT,
                    LocalText.of("邮件服务器不接受用户名或密码", "the mail server does not take user or password"));
        } catch (MailConnectException e) {
            return Step.later(UNREACHABLE, LocalText.of("连接不上邮件服务器", "the mail server cannot be reached"));
        } catch (MessagingException e) {
            return Step.later(
                    UNREACHABLE,
                    LocalText.of(
                            "邮件服务器没有完成握手，请核对端口与加密方式",
                            "the mail server did not shake hands: compare port and security"));
        }
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
            return Step.done(new Sent(own.messageId(what.key()), true));
        } catch (MessagingException e) {
            return judge(e, what);
        } finally {
            close(transport);
        }
    }

    /** What the server said of it, wherever the library has put that. */
    private static Step<Sent> judge(MessagingException failure, Outgoing what) throws IOException {
        for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            int code = e instanceof SMTPAddressFailedException address
                    ? address.getReturnCode()
                    : e instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
            if (code >= 400) {
                LocalText said =
                        Answers.reason("邮件服务器没有接受", "the mail server did not take it", Integer.toString(code), "");
                return code >= 500 || what.tried() >= LADDER.size()
                        ? Step.failed(Step.Failure.REFUSED, said)
                        : new Step.Later<>(LADDER.get(what.tried()), said, Step.Hold.RECIPIENT);
            }
        }
        throw new IOException("the connection broke while the mail was handed over");
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException alreadyGone) {
            // What became of the mail is known by now.
            return;
        }
    }
}
