// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.Answers;

/**
 * What DingTalk says when it does not do something. There are three shapes: {@code {code, message}} with a status, {@code
 * {errcode, errmsg}} with status 200, and when too much was asked a page or {@code {status: 1111}} of the gateway.
 */
final class DingtalkRefusals {
    private static final Set<String> TOKEN = Set.of("40014", "42001", "40001", "41001", "33001");
    /** {@code 88} wraps another one. */
    private static final String WRAPPED = "88";

    private static final Set<String> SHORTLY = Set.of("90002", "90018", "90005", "90006", "90017", "-1");
    private static final Set<String> BANNED = Set.of("130101", "410100", "45009");
    private static final Set<String> ACCOUNT =
            Set.of("60020", "60011", "300001", "310000", "400101", "400102", "50004", "41025");

    private static final LocalText THROTTLED =
            LocalText.of("钉钉限流，稍后继续", "DingTalk wants fewer calls; it goes on later");
    private static final LocalText PUNISHED = LocalText.of(
            "调用过多，钉钉网关暂停了本机地址 5 分钟", "too many calls: DingTalk's gateway shuts this address out for five minutes");

    private DingtalkRefusals() {}

    static <T> Step<T> read(Reply reply) {
        Json answer = Answers.json(reply);
        if (answer.text("status").orElse("").equals("1111")
                || answer.text("punish").isPresent()) {
            return Step.later(Duration.ofMinutes(5), PUNISHED);
        }
        if (answer.at("errcode").exists()) {
            return old(answer);
        }
        if (answer.at("code").exists()) {
            return current(reply.status(), answer);
        }
        if (reply.status() >= 500) {
            return Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
        }
        boolean page =
                new String(reply.body(), StandardCharsets.ISO_8859_1).strip().startsWith("<");
        return page || reply.status() == 429
                ? Step.later(Duration.ofMinutes(5), PUNISHED)
                : Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
    }

    private static <T> Step<T> old(Json answer) {
        String code = answer.text("errcode").orElse("");
        String words = answer.text("sub_msg").or(() -> answer.text("errmsg")).orElse("");
        if (code.equals(WRAPPED)) {
            String inner = answer.text("sub_code").orElse("");
            boolean token = inner.isEmpty()
                    || TOKEN.contains(inner)
                    || inner.toLowerCase(Locale.ROOT).contains("token");
            return token
                    ? Step.tokenNeeded()
                    : Step.failed(Step.Failure.ACCOUNT, account(WRAPPED + "/" + inner, words));
        }
        if (TOKEN.contains(code)) {
            return Step.tokenNeeded();
        }
        if (BANNED.contains(code)) {
            return Step.later(Duration.ofMinutes(10), THROTTLED);
        }
        if (SHORTLY.contains(code)) {
            return Step.later(Duration.ofSeconds(5), THROTTLED);
        }
        return ACCOUNT.contains(code)
                ? Step.failed(Step.Failure.ACCOUNT, account(code, words))
                : Step.failed(Step.Failure.REFUSED, refused(code, words));
    }

    private static <T> Step<T> current(int status, Json answer) {
        String code = answer.text("code").orElse("");
        String words = answer.text("message").orElse("");
        String lower = code.toLowerCase(Locale.ROOT);
        if (status == 401 || lower.contains("invalidauthentication") || lower.contains("accesstoken")) {
            return Step.tokenNeeded();
        }
        if (lower.equals("too.many.people")) {
            return new Step.Later<>(Duration.ofMinutes(1), THROTTLED, Step.Hold.RECIPIENT);
        }
        if (status == 429 || lower.contains("qpslimit") || lower.contains("toofast") || lower.contains("too.fast")) {
            return Step.later(Duration.ofSeconds(lower.contains("qpslimit") ? 2 : 10), THROTTLED);
        }
        if (lower.startsWith("too.many")) {
            return Step.later(Duration.ofMinutes(1), THROTTLED);
        }
        if (lower.equals("integrated.concurrency.error")) {
            return Step.later(Duration.ofSeconds(10), THROTTLED);
        }
        if (lower.equals("integrated.qps.exceed")) {
            return Step.later(Duration.ofHours(1), THROTTLED);
        }
        if (status >= 500) {
            return Step.failed(Step.Failure.UNKNOWN, refused(code, words));
        }
        return status == 403 || lower.contains("robot") || lower.startsWith("bot.") || lower.contains("send.forbidden")
                ? Step.failed(Step.Failure.ACCOUNT, account(code, words))
                : Step.failed(Step.Failure.REFUSED, refused(code, words));
    }

    private static LocalText account(String code, String words) {
        return Answers.reason(
                "钉钉不接受此账号的发送，请核对配置与权限",
                "DingTalk takes nothing from this account: check its settings and rights",
                code,
                words);
    }

    private static LocalText refused(String code, String words) {
        return Answers.reason("钉钉不接受", "DingTalk does not take it", code, words);
    }
}
