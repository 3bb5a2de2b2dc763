// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.util.Objects;

/**
 * What went wrong with a call, told to its sender as RFC 9457 problem details: thrown by resources for what the caller
 * can mend. The detail says what and how to mend it and quotes no secret.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String word;

    /**
     * @param status the HTTP status
     * @param word a stable word for programs, such as {@code search-not-installed}
     * @param detail a sentence for people
     */
    public Problem(int status, String word, String detail) {
        super(Objects.requireNonNull(detail), null, false, false);
        this.status = status;
        this.word = Objects.requireNonNull(word);
    }

    public static Problem notFound(String what) {
        return new Problem(404, "not-found", "There is no such " + what + ", or you may not see it.");
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", detail);
    }

    public int status() {
        return status;
    }

    public String word() {
        return word;
    }
}
