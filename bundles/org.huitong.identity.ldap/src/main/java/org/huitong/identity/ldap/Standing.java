// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;

/**
 * Whether an account of the directory is in force. Active Directory says so in {@code userAccountControl} (bit 2 is
 * ACCOUNTDISABLE) and {@code accountExpires} (100 ns since 1601; 0 and the largest number are never); others by a filter
 * that the configuration gives.
 */
record Standing(Optional<Filter> disabled, InstantSource clock) {
    private static final int ACCOUNT_DISABLE = 2;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long TICKS_A_MILLI = 10_000;
    private static final long EPOCH_1601 = -11_644_473_600_000L;

    /** What has to be asked for: whichever attributes the filter looks at as well. */
    String[] attributes(Names names) {
        Stream<String> also = disabled.isPresent() ? Stream.of("*") : Stream.empty();
        return Stream.concat(Stream.of(names.all()), also).toArray(String[]::new);
    }

    /** Why not; empty: it is. */
    Optional<LocalText> objection(Entry entry) {
        Integer control = entry.getAttributeValueAsInteger(Names.CONTROL);
        if (control != null && (control & ACCOUNT_DISABLE) != 0 || isShut(entry)) {
            return Optional.of(AdWords.disabled());
        }
        Long expires = entry.getAttributeValueAsLong(Names.EXPIRES);
        boolean ends = expires != null && expires > 0 && expires != NEVER;
        return ends && !clock.instant().isBefore(Instant.ofEpochMilli(EPOCH_1601 + expires / TICKS_A_MILLI))
                ? Optional.of(AdWords.expired())
                : Optional.empty();
    }

    private boolean isShut(Entry entry) {
        try {
            return disabled.isPresent() && disabled.get().matchesEntry(entry);
        } catch (LDAPException e) {
            throw new IllegalArgumentException("The filter of who is disabled cannot be used", e);
        }
    }
}
