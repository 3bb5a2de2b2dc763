// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.Answers;

/** What Feishu says when it does not do something: a code, with status 200, 400 or 429. */
final class FeishuRefusals {
    private static final Set<String> TOKEN =
            Set.of("99991663", "99991661", "99991664", "99991665", "99991668", "99991671", "20005");
    private static final Set<String> ACCOUNT =
            Set.of("99991401", "99991672", "99991662", "230027", "230006", "10003", "10014", "19001", "19021", "19022");

    private static final LocalText THROTTLED = LocalText.of("飞书限流，稍后继续", "Feishu wants fewer calls; it goes on later");

    private FeishuRefusals() {}

    static <T> Step<T> read(Reply reply) {
        Json answer = Answers.json(reply);
        String code = answer.text("code").or(() -> answer.text("StatusCode")).orElse("");
        String words = answer.text("msg").or(() -> answer.text("StatusMessage")).orElse("");
        if (TOKEN.contains(code)) {
            return Step.tokenNeeded();
        }
        if (reply.status() == 429 || code.equals("99991400") || code.equals("11232") || code.equals("9499")) {
            return Step.later(reset(reply).orElse(Duration.ofSeconds(code.equals("11232") ? 10 : 2)), THROTTLED);
        }
        if (code.equals("230020")) {
            return new Step.Later<>(
                    Duration.ofSeconds(2),
                    LocalText.of("此会话的消息太密，稍后继续", "too much at once for this chat; it goes on later"),
                    Step.Hold.RECIPIENT);
        }
        if (code.isEmpty() || reply.status() >= 500) {
            return Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
        }
        return ACCOUNT.contains(code)
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "飞书不接受此账号的发送，请核对配置与权限",
                                "Feishu takes nothing from this account: check its settings and rights",
                                code,
                                words))
                : Step.failed(Step.Failure.REFUSED, Answers.reason("飞书不接受", "Feishu does not take it", code, words));
    }

    private static Optional<Duration> reset(Reply reply) {
        return reply.header("x-ogw-ratelimit-reset")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))));
    }
}
