// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import jakarta.mail.Session;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.sign.Signatures;

/**
 * A mailbox as it is configured.
 *
 * @param address its own, in small letters
 */
record Mailbox(String address, String user, String password, Server smtp, Server imap, String folder) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");
    private static final Pattern OWN_ID = Pattern.compile("<?(?:([A-Za-z0-9-]{1,40})\\.([0-9a-f]{16}))@[^>]+>?");
    private static final String TIMEOUT = "30000";

    /** @param host empty where there is none */
    record Server(String host, int port, String security) {}

    static Optional<Parsed<Mailbox>> of(MailConfig config, String password) {
        if (config.address().isBlank() || password.isEmpty()) {
            return Optional.empty();
        }
        String address = config.address().strip().toLowerCase(Locale.ROOT);
        if (!isAddress(address)) {
            return Optional.of(new Parsed.Bad<>(LocalText.of("“邮箱地址”不是邮件地址", "Address is no address of mail")));
        }
        return Optional.of(new Parsed.Good<>(new Mailbox(
                address,
                config.user().isBlank() ? address : config.user().strip(),
                password,
                new Server(config.smtpHost().strip(), config.smtpPort(), config.smtpSecurity()),
                new Server(config.imapHost().strip(), config.imapPort(), config.imapSecurity()),
                config.imapFolder().isBlank() ? "INBOX" : config.imapFolder().strip())));
    }

    static boolean isAddress(String text) {
        return text.length() <= 254 && ADDRESS.matcher(text).matches();
    }

    /** What stands behind the @: the company, as far as mail knows one. */
    String domain() {
        return domain(address);
    }

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    Session session() {
        Properties properties = new Properties();
        server(properties, "smtp", smtp);
        server(properties, "imap", imap);
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.from", address);
        // What is only looked at stays unread.
        properties.put("mail.imap.peek", "true");
        properties.put("mail.imap.fetchsize", Integer.toString(256 << 10));
        properties.put("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }

    private static void server(Properties properties, String protocol, Server server) {
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "host", server.host());
        properties.put(prefix + "port", Integer.toString(server.port()));
        properties.put(prefix + "connectiontimeout", TIMEOUT);
        properties.put(prefix + "timeout", TIMEOUT);
        properties.put(prefix + "writetimeout", TIMEOUT);
        boolean tls = "tls".equals(server.security());
        boolean startTls = "starttls".equals(server.security());
        properties.put(prefix + "ssl.enable", Boolean.toString(tls));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "starttls.enable", Boolean.toString(startTls));
        properties.put(prefix + "starttls.required", Boolean.toString(startTls));
    }

    /** The Message-ID of a letter of ours: who has not the password cannot make one that we take for our own. */
    String messageId(String key) {
        return "<" + key + "." + proof(key) + "@" + domain() + ">";
    }

    /** The key of the letter of ours that has this Message-ID. */
    Optional<String> ownKey(String messageId) {
        Matcher own = OWN_ID.matcher(messageId.strip());
        return own.matches() && Signatures.same(proof(own.group(1)), own.group(2))
                ? Optional.of(own.group(1))
                : Optional.empty();
    }

    private String proof(String key) {
        return HexFormat.of()
                .formatHex(Signatures.hmacSha256(
                        password.getBytes(StandardCharsets.UTF_8),
                        ("message-id " + address + " " + key).getBytes(StandardCharsets.UTF_8)))
                .substring(0, 16);
    }

    @Override
    public String toString() {
        return "Mailbox[" + domain() + "]";
    }
}
