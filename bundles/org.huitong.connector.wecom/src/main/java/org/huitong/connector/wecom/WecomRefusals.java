// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Duration;
import java.util.Set;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.Answers;

/** What WeCom says when it does not do something: a code within status 200. A token that has ended has several. */
final class WecomRefusals {
    private static final Set<String> TOKEN = Set.of("40014", "42001", "40001", "41001");
    private static final Set<String> ACCOUNT = Set.of(
            "60020", "301002", "48002", "48001", "40013", "40056", "42009", "60011", "93000", "93008", "41021",
            "301007");

    private WecomRefusals() {}

    static <T> Step<T> read(Reply reply) {
        Json answer = Answers.json(reply);
        String code = answer.text("errcode").orElse("");
        String words = answer.text("errmsg").orElse("");
        if (code.isEmpty()) {
            return Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
        }
        if (TOKEN.contains(code)) {
            return Step.tokenNeeded();
        }
        if (ACCOUNT.contains(code)) {
            return Step.failed(
                    Step.Failure.ACCOUNT,
                    Answers.reason(
                            code.equals("60020") ? "企业微信不信任本机的出口地址，请加入企业可信 IP" : "企业微信不接受此账号的发送，请核对配置与权限",
                            code.equals("60020")
                                    ? "WeCom does not trust the address of this hub: add it to the trusted IPs"
                                    : "WeCom takes nothing from this account: check its settings and rights",
                            code,
                            ""));
        }
        return switch (code) {
            case "45009" -> Step.later(
                    Duration.ofMinutes(1), LocalText.of("企业微信限流，稍后继续", "WeCom wants fewer calls; it goes on later"));
            case "45033" -> Step.later(
                    Duration.ofSeconds(5), LocalText.of("企业微信限制了同时调用的数量", "WeCom limits how many calls are under way"));
            case "-1", "6000" -> Step.later(
                    Duration.ofSeconds(5), LocalText.of("企业微信繁忙，稍后继续", "WeCom is busy; it goes on later"));
            case "45029", "45047", "95001" -> new Step.Later<>(
                    Duration.ofMinutes(5),
                    LocalText.of("企业微信限制了发给此人的数量", "WeCom limits how much this person gets"),
                    Step.Hold.RECIPIENT);
            default -> Step.failed(
                    Step.Failure.REFUSED, Answers.reason("企业微信不接受", "WeCom does not take it", code, words));
        };
    }
}
