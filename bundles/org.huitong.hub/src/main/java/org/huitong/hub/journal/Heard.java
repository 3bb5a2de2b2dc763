// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.huitong.api.connector.Hearing;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.vault.Vault;

/**
 * By what a message is known again that comes through another door under another id.
 *
 * @param words a fingerprint of the company, who spoke and what they said, which only the owner of the keys can make
 * @param fromRecord whether the platform's record told it; pairs are of one that did and one that did not
 */
record Heard(String words, boolean fromRecord) {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int BYTES = 16;

    /** Empty where it cannot come twice, or has no words: two pictures without a name are not told apart. */
    static Optional<Heard> of(Message message, Hearing hearing, Vault vault) {
        if (hearing == Hearing.ALONE
                || message.content().type() == MessageType.EVENT
                || message.sender().kind() == Sender.Kind.SYSTEM
                || message.sender().isOurs()) {
            return Optional.empty();
        }
        String said =
                BLANKS.matcher(message.content().text().orElse("").strip()).replaceAll(" ");
        if (said.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(
                "\n",
                message.key().platform(),
                message.key().tenant(),
                // The platform writes one person's id now in one case, now in another.
                message.sender().id().toLowerCase(Locale.ROOT),
                said);
        byte[] words = vault.fingerprint("heard", all.getBytes(StandardCharsets.UTF_8));
        return Optional.of(new Heard(text(Arrays.copyOf(words, BYTES)), hearing == Hearing.FROM_RECORD));
    }

    private static String text(byte[] words) {
        return HexFormat.of().formatHex(words);
    }

    static String read(byte[] column) {
        return text(column);
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(words);
    }
}
