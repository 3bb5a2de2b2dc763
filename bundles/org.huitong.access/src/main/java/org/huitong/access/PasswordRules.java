// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.text.LocalText;

/** What a password must not be. Length is what helps; no rule asks for odd characters. */
final class PasswordRules {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    /** Of ten and more characters among those that leak most often, and what people make of this product's name. */
    private static final Set<String> COMMON = Set.of(
            "1234567890",
            "0123456789",
            "0987654321",
            "9876543210",
            "12345678910",
            "123456789a",
            "a123456789",
            "1q2w3e4r5t",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "qwertyuiop",
            "qwerty1234",
            "qwerty12345",
            "qwertyuiop123",
            "asdfghjkl123",
            "asdfghjkl;",
            "zxcvbnm123",
            "password12",
            "password123",
            "password1234",
            "password12345",
            "passw0rd123",
            "p@ssw0rd123",
            "p@ssword123",
            "admin12345",
            "admin123456",
            "administrator",
            "letmein123",
            "welcome123",
            "welcome1234",
            "iloveyou123",
            "woaini1314",
            "woaini1314520",
            "woaini520",
            "5201314520",
            "changeme123",
            "changemenow",
            "huitong123",
            "huitong1234",
            "huitong12345",
            "huitong2026");

    private PasswordRules() {}

    /** Why this is no password for this account; empty where it is one. */
    static Optional<LocalText> objection(String account, String password) {
        String plain = password.toLowerCase(Locale.ROOT);
        if (password.length() < SHORTEST) {
            return said("密码至少需要 " + SHORTEST + " 个字符。", "The password needs at least " + SHORTEST + " characters.");
        }
        if (password.length() > LONGEST) {
            return said("密码最多 " + LONGEST + " 个字符。", "The password may have at most " + LONGEST + " characters.");
        }
        if (plain.replace(account, "").length() < SHORTEST / 2) {
            return said("密码不能由登录名组成。", "The password must not be made of the account's name.");
        }
        if (COMMON.contains(plain) || plain.chars().distinct().count() < 4) {
            return said("这个密码太容易猜到。", "This password is among those that are tried first.");
        }
        return Optional.empty();
    }

    private static Optional<LocalText> said(String zh, String en) {
        return Optional.of(LocalText.of(zh, en));
    }
}
