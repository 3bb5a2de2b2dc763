// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import java.time.Instant;
import java.util.regex.Pattern;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * A file by which a platform is shown whose this domain is: {@code WW_verify_….txt} of WeCom, and the like. The platform
 * fetches it from the root of the domain, and anybody may.
 *
 * @param putBy the account
 */
public record DomainFile(String name, String content, Instant putAt, String putBy) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{3,79}\\.txt");
    private static final Pattern CONTENT = Pattern.compile("[\\x21-\\x7E]{1,512}");

    /** Words such as these are other people's: what robots may read, who is to be told of weaknesses. */
    private static final Pattern TAKEN = Pattern.compile("(?i)(robots|security|humans|ads)\\.txt");

    /** @throws Problem where it is none; it says how to mend it */
    static DomainFile of(String name, String content, Instant at, String by) {
        if (!NAME.matcher(name).matches() || TAKEN.matcher(name).matches()) {
            throw new Problem(
                    400,
                    "bad-name",
                    LocalText.of(
                            "文件名应与平台给出的一致，例如 WW_verify_abc123.txt：字母、数字、_ 和 -，以 .txt 结尾。",
                            "The name is the one that the platform gave, such as WW_verify_abc123.txt: letters, digits, _"
                                    + " and -, and .txt at its end."));
        }
        String words = content == null ? "" : content.strip();
        if (!CONTENT.matcher(words).matches()) {
            throw new Problem(
                    400,
                    "bad-content",
                    LocalText.of(
                            "内容应是平台给出的一行校验码：不含空格的字母、数字和符号，最多 512 个字符。",
                            "The content is the one line of code that the platform gave: letters, digits and signs"
                                    + " without blanks, 512 at most."));
        }
        return new DomainFile(name, words, at, by);
    }
}
