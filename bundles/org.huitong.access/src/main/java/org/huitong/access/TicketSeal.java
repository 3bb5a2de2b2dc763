// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/**
 * Makes a cookie of a ticket and a ticket of a cookie. The browser carries it, so that nobody can fill the hub's memory by
 * beginning logins, and it opens at every node; only the hub can read or make one. The cookie is sent along when the
 * browser is led back from elsewhere ({@code SameSite=Lax}), which that of a session is not.
 */
final class TicketSeal {
    static final Duration HOLDS = Duration.ofMinutes(10);
    static final String PLAIN = "HUITONG_LOGIN";
    static final String SECURE = "__Host-HUITONG_LOGIN";

    private static final String KEY_CLASS = "login";
    private static final byte[] CONTEXT = "access ticket".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 8_000;

    private final Vault vault;
    private final InstantSource clock;

    TicketSeal(Vault vault, InstantSource clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** Of use for {@link #HOLDS}. */
    String seal(Ticket ticket) {
        Sealed sealed = vault.seal(KEY_CLASS, ticket.written(clock.instant().plus(HOLDS)), CONTEXT);
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        return text.encodeToString(sealed.key().getBytes(StandardCharsets.UTF_8)) + "."
                + text.encodeToString(sealed.wrapped()) + "." + text.encodeToString(sealed.text());
    }

    /** Empty where it is none of ours, or too old. */
    Optional<Ticket> open(String cookie) {
        String[] parts = cookie.length() > LONGEST ? new String[0] : cookie.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Base64.Decoder text = Base64.getUrlDecoder();
            String key = new String(text.decode(parts[0]), StandardCharsets.UTF_8);
            if (!key.startsWith(KEY_CLASS + "/")) {
                return Optional.empty();
            }
            return Ticket.read(
                    vault.open(new Sealed(key, text.decode(parts[1]), text.decode(parts[2])), CONTEXT),
                    clock.instant());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | LockedException notOurs) {
            return Optional.empty();
        }
    }

    /** The header that sets it; an empty value takes it back. */
    static String header(String value, boolean secure) {
        return (secure ? SECURE : PLAIN) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
                + (value.isEmpty() ? 0 : HOLDS.toSeconds()) + (secure ? "; Secure" : "");
    }
}
