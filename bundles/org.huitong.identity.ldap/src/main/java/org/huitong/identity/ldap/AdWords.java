// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.text.LocalText;

/**
 * Why Active Directory let nobody in: code 49 says no more than that, the hexadecimal Windows error behind {@code data}
 * in its text says which ({@code winerror.h}: 52e logon failure, 530 hours, 531 workstation, 532 password expired, 533
 * disabled, 701 account expired, 773 must change, 775 locked out).
 */
final class AdWords {
    private static final Pattern DATA = Pattern.compile("\\bdata ([0-9a-fA-F]{1,8})\\b");
    private static final Map<String, LocalText> WORDS = Map.of(
            "530",
                    LocalText.of(
                            "公司目录不允许您在这个时间登录，请在允许的时间再试。", "The company's directory lets you in at other hours only."),
            "531",
                    LocalText.of(
                            "公司目录只允许您在指定的电脑上登录。请联系管理员。",
                            "The company's directory lets you in on certain workstations only. Ask an administrator."),
            "532",
                    LocalText.of(
                            "您的目录密码已过期，请先在公司电脑上修改，再来登录。",
                            "Your password in the company's directory has expired. Change it there, then come back."),
            "533", disabled(),
            "701", expired(),
            "773",
                    LocalText.of(
                            "公司目录要求您先修改密码，请在公司电脑上修改后再登录。",
                            "The company's directory wants you to change your password first. Change it there, then"
                                    + " come back."),
            "775",
                    LocalText.of(
                            "您的目录账号因多次输错密码被锁定，请稍后再试或联系管理员解锁。",
                            "Your account in the company's directory is locked after too many wrong tries. Wait, or"
                                    + " ask an administrator."));

    private AdWords() {}

    /** Empty: the password is wrong, or nothing more is known. */
    static Optional<LocalText> reason(String diagnostic) {
        if (diagnostic == null) {
            return Optional.empty();
        }
        Matcher matcher = DATA.matcher(diagnostic);
        return matcher.find() ? Optional.ofNullable(WORDS.get(matcher.group(1).toLowerCase())) : Optional.empty();
    }

    static LocalText disabled() {
        return LocalText.of(
                "您的账号在公司目录中已停用。请联系管理员。", "Your account is disabled in the company's directory. Ask an administrator.");
    }

    static LocalText expired() {
        return LocalText.of(
                "您的账号在公司目录中已过期。请联系管理员。", "Your account has expired in the company's directory. Ask an administrator.");
    }
}
