// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;
import org.huitong.capability.attention.PushRule.Recipient;

/**
 * A rule of who is told, as callers write and read it.
 *
 * @param recipients {@code head}, {@code role:<id>}, {@code post:<post>} or {@code person:<id>}
 * @param pause such as {@code PT10M}
 */
public record PushRuleJson(
        Long id,
        Integer version,
        String name,
        String priority,
        List<String> tags,
        Optional<String> department,
        List<String> recipients,
        String pause,
        Integer times,
        Boolean on) {
    private static final int LONGEST_NAME = 100;
    private static final int MOST = 20;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    static PushRuleJson of(PushRule rule) {
        return new PushRuleJson(
                rule.id(),
                rule.version(),
                rule.name(),
                rule.priority().word(),
                List.copyOf(new TreeSet<>(rule.tags())),
                rule.department(),
                rule.recipients().stream().map(Recipient::toString).toList(),
                rule.pause().toString(),
                rule.times(),
                rule.on());
    }

    /** The rule that was meant, or a problem that says how to mend it. */
    PushRule rule(long knownId) {
        Set<String> words = (tags == null ? List.<String>of() : tags)
                .stream()
                        .filter(tag -> tag != null && !tag.isBlank())
                        .map(String::strip)
                        .collect(Collectors.toSet());
        require(
                words.size() <= MOST && words.stream().allMatch(w -> w.length() <= 40),
                "标签最多 20 个，每个最多 40 个字符。",
                "There are at most 20 tags of at most 40 characters.");
        List<Recipient> to = (recipients == null ? List.<String>of() : recipients)
                .stream()
                        .map(text -> Recipient.read(String.valueOf(text)).orElseThrow(PushRuleJson::badRecipient))
                        .toList();
        require(
                !to.isEmpty()
                        && to.size() <= MOST
                        && to.stream().allMatch(r -> r.toString().length() <= 45),
                "请给出 1 到 20 个接收人。",
                "A rule has 1 to 20 recipients.");
        int often = times == null ? 2 : times;
        require(often >= 1 && often <= MOST, "提醒次数为 1 到 20。", "Somebody is told 1 to 20 times.");
        return new PushRule(
                knownId,
                version == null ? 0 : version,
                OneLine.of(name == null ? "" : name, LONGEST_NAME)
                        .orElseThrow(() -> bad("名称是一行文字，最多 100 个字符。", "A name is one line of at most 100 characters.")),
                Priority.ofWord(priority == null ? "high" : priority)
                        .orElseThrow(() -> bad("priority 是 high、medium 或 low。", "priority is high, medium or low.")),
                words,
                department == null
                        ? Optional.empty()
                        : department.map(String::strip).filter(d -> !d.isEmpty() && d.length() <= 64),
                to,
                between(),
                often,
                on == null || on);
    }

    private Duration between() {
        try {
            Duration read = Duration.parse(pause == null ? "PT10M" : pause.strip());
            if (read.compareTo(SHORTEST) >= 0 && read.compareTo(LONGEST) <= 0) {
                return read;
            }
        } catch (DateTimeException e) {
            // Told below, as one that is too short or too long.
        }
        throw bad("pause 为 1 分钟到 1 天，写法如 PT10M。", "pause is a minute to a day, as PT10M.");
    }

    private static void require(boolean holds, String zh, String en) {
        if (!holds) {
            throw bad(zh, en);
        }
    }

    private static Problem badRecipient() {
        return bad(
                "接收人写作 head、role:角色 id、post:岗位 或 person:人员 id。",
                "A recipient reads head, role:<id of a role>, post:<post> or person:<id of a person>.");
    }

    private static Problem bad(String zh, String en) {
        return new Problem(400, "bad-rule", LocalText.of(zh, en));
    }
}
