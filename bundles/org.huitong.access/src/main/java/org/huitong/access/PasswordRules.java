// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.Optional;
import org.huitong.api.text.LocalText;

/** What a password must not be. Length is what helps; no rule asks for odd characters. */
final class PasswordRules {
    static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    /** As many characters must be left to be guessed when all that is tried first is taken for what it is. */
    private static final int LEAST_GUESSED = 8;

    private PasswordRules() {}

    /** Why this is no password for this account; empty where it is one. */
    static Optional<LocalText> objection(String account, String password) {
        if (password.length() < SHORTEST) {
            return said("密码至少需要 " + SHORTEST + " 个字符。", "The password needs at least " + SHORTEST + " characters.");
        }
        if (password.length() > LONGEST) {
            return said("密码最多 " + LONGEST + " 个字符。", "The password may have at most " + LONGEST + " characters.");
        }
        if (Guesses.needed(password, account) < LEAST_GUESSED
                || password.chars().distinct().count() < 4) {
            return said(
                    "这个密码太容易猜到：常用词、姓名、日期、键盘顺序和重复的字符几乎不算。请再加几个不相干的词或字符。",
                    "This password is among those that are tried first: common words, names, dates, rows of keys and"
                            + " repetitions hardly count. Add some words or characters that have nothing to do with them.");
        }
        return Optional.empty();
    }

    private static Optional<LocalText> said(String zh, String en) {
        return Optional.of(LocalText.of(zh, en));
    }
}
