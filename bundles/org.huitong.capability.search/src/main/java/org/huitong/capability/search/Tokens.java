// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.lucene.util.BytesRef;

/**
 * Makes of a term what lies on the disk: the first bytes of its HMAC-SHA-256 (RFC 2104) under the key of one volume. Of a
 * million terms, two are taken for one with a chance of one in five hundred. For one thread.
 */
final class Tokens {
    private static final int LENGTH = 6;
    private final Mac mac;
    private final Known[] known;

    private record Known(Gram.Term term, BytesRef token) {}

    /** @param remembered how many are not made twice, a power of two: most signs of a text were in the last thousand, too */
    Tokens(byte[] key, int remembered) {
        known = new Known[remembered];
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    BytesRef of(Gram.Term term) {
        int place = term.hashCode() & known.length - 1;
        Known there = known[place];
        if (there == null || !there.term().equals(term)) {
            there = new Known(term, made(term));
            known[place] = there;
        }
        return there.token();
    }

    private BytesRef made(Gram.Term term) {
        mac.update((byte) term.kind().ordinal());
        return new BytesRef(Arrays.copyOf(mac.doFinal(term.letters().getBytes(StandardCharsets.UTF_8)), LENGTH));
    }
}
