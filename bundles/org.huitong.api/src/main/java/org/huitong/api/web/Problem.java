// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.util.Map;
import java.util.Objects;
import org.huitong.api.text.LocalText;

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
    private final transient LocalText detail;
    private final transient Map<String, LocalText> fields;

    /**
     * @param status the HTTP status
     * @param word a stable word for programs, such as {@code search-not-installed}
     * @param detail a sentence for people; they get it in the language that they ask for
     */
    public Problem(int status, String word, LocalText detail) {
        this(status, word, detail, Map.of());
    }

    /** @param fields what is wrong with single fields of the body, by their names, to be shown beside them */
    public Problem(int status, String word, LocalText detail, Map<String, LocalText> fields) {
        super(detail.en(), null, false, false);
        this.status = status;
        this.word = Objects.requireNonNull(word);
        this.detail = detail;
        this.fields = Map.copyOf(fields);
    }

    /** @param what such as 这条消息, message */
    public static Problem notFound(LocalText what) {
        return new Problem(
                404,
                "not-found",
                LocalText.of(
                        "没有" + what.zh() + "，或者您无权查看。", "There is no such " + what.en() + ", or you may not see it."));
    }

    /** What the caller is told in the one language and in the other. */
    public static Problem badRequest(String zh, String en) {
        return new Problem(400, "bad-request", LocalText.of(zh, en));
    }

    public static Problem forbidden(LocalText detail) {
        return new Problem(403, "forbidden", detail);
    }

    /** For who lacks every one of these permissions, of which one would do. */
    public static Problem lacks(String... permissions) {
        return forbidden(LocalText.of(
                "这需要权限 " + String.join(" 或 ", permissions) + "。",
                "This needs the permission " + String.join(" or ", permissions) + "."));
    }

    public int status() {
        return status;
    }

    public String word() {
        return word;
    }

    public LocalText detail() {
        return detail;
    }

    /** What is wrong with single fields; empty where it is not about fields. */
    public Map<String, LocalText> fields() {
        return fields;
    }
}
