// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text in the pieces that telephones put together again: 160 characters or 153 a piece, in UCS-2 70 or 67. */
record SmsParts(boolean ucs2, List<byte[]> bodies) {
    /** What the default alphabet of GSM has at the same places as ASCII. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 \\r\\n!\"#%&'()*+,\\-./:;<=>?]*");

    private static final int MOST = 255;

    /** @param reference tells the pieces of one text from those of another */
    static SmsParts of(String text, int reference) {
        boolean plain = PLAIN.matcher(text).matches();
        int whole = plain ? 160 : 70;
        if (text.length() <= whole) {
            return new SmsParts(!plain, List.of(encoded(text, plain)));
        }
        List<String> pieces = new ArrayList<>();
        int most = plain ? 153 : 67;
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(from + most, text.length());
            // A character of two units stays in one piece.
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        if (pieces.size() > MOST) {
            throw new IllegalArgumentException("a short message has at most " + MOST + " pieces");
        }
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) pieces.size(), (byte) (i + 1)});
            body.writeBytes(encoded(pieces.get(i), plain));
            bodies.add(body.toByteArray());
        }
        return new SmsParts(!plain, bodies);
    }

    private static byte[] encoded(String text, boolean plain) {
        return text.getBytes(plain ? StandardCharsets.US_ASCII : StandardCharsets.UTF_16BE);
    }
}
