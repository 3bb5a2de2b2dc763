// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.IOException;
import java.util.List;
import org.huitong.api.text.LocalText;
import org.huitong.kit.process.Gone;
import org.huitong.kit.process.TooMuch;

/** The vendor's library, wherever it runs. Used by one thread at a time. */
interface Library extends AutoCloseable {
    /**
     * The sealed records behind that place.
     *
     * @return the library's answer, a JSON text
     * @throws Refused where the library says a code
     * @throws Gone where it does not answer any more
     * @throws TooMuch where its answer is longer than any may be
     */
    String chatData(long seq, int limit) throws Refused, IOException, InterruptedException;

    /** Opens records, each with the key that was sealed with it, in their order. */
    List<Opened> decrypt(List<Sealed> records) throws IOException, InterruptedException;

    /** One piece of a file, of at most 512 KiB; the first one behind an empty index. */
    Piece media(String index, String fileId) throws Refused, IOException, InterruptedException;

    @Override
    void close();

    /** A record and the key of its own, which the company's private key has opened. */
    record Sealed(String key, String text) {
        @Override
        public String toString() {
            return "Sealed[" + text.length() + " characters]";
        }
    }

    /**
     * What came of opening a record.
     *
     * @param code 0 where it is open
     */
    record Opened(int code, String text) {
        @Override
        public String toString() {
            return "Opened[" + code + "]";
        }
    }

    /** @param next the index of the piece that follows */
    record Piece(String next, boolean last, byte[] bytes) {
        @Override
        public String toString() {
            return "Piece[" + bytes.length + " bytes]";
        }
    }

    /** The library, or the platform behind it, does not do it. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;

        Refused(int code) {
            super("the library says " + code);
            this.code = code;
        }

        int code() {
            return code;
        }

        LocalText why() {
            return ArchiveCodes.remedy(code);
        }
    }
}
