// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.binding;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huitong.kit.sign.Signatures;

/** Eight characters that nobody takes for others, known to whoever asked for them, and shown in no log. */
record BindingCode(String value) {
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 8;
    private static final Pattern SAID =
            Pattern.compile("(?:@\\S+\\s+)?(?:绑定|(?i:bind))[\\s:：]*([A-Za-z2-9]{" + LENGTH + "})");

    static BindingCode made(SecureRandom dice) {
        return new BindingCode(dice.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining()));
    }

    /** The code that somebody sends, behind the word that the page puts before it. */
    static Optional<BindingCode> said(String text) {
        Matcher said = SAID.matcher(text.strip());
        return said.matches() ? Optional.of(new BindingCode(said.group(1).toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    /** All that is kept of it. */
    String hash() {
        return Signatures.sha256Hex(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "BindingCode[…]";
    }
}
