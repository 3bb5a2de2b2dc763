// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.huitong.api.outbox.Detour.Way;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;

/**
 * A chain as callers write and read it.
 *
 * @param after such as {@code PT2M}
 * @param budget of a day, in hundredths of the currency
 */
public record ChainJson(
        Long id,
        Integer version,
        String name,
        Boolean urgent,
        Optional<String> company,
        List<WayJson> ways,
        String after,
        Integer budget,
        Boolean on) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ID = 64;
    private static final int MOST = 20;
    private static final int DEAREST = 1_000_000;
    private static final int LARGEST = 100_000_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** @param price of a letter, in hundredths of the currency */
    public record WayJson(String platform, Integer price) {}

    static ChainJson of(Chain chain) {
        return new ChainJson(
                chain.id(),
                chain.version(),
                chain.name(),
                chain.urgent(),
                chain.company(),
                chain.ways().stream()
                        .map(way -> new WayJson(way.platform(), way.price()))
                        .toList(),
                chain.after().toString(),
                chain.budget(),
                chain.on());
    }

    /** The chain that was meant, or a problem that says how to mend it. */
    Chain chain(long knownId) {
        List<WayJson> said = ways == null ? List.of() : ways;
        require(
                !said.isEmpty()
                        && said.size() <= MOST
                        && said.stream().allMatch(ChainJson::fits)
                        && said.stream().map(WayJson::platform).distinct().count() == said.size(),
                "请给出 1 到 20 个渠道，每个平台一次，写法如 {\"platform\": \"sms\", \"price\": 5}；price 是每封的费用（分）。",
                "A chain has 1 to 20 ways, each platform once, as {\"platform\": \"sms\", \"price\": 5}; the price is in"
                        + " hundredths.");
        int most = budget == null ? 0 : budget;
        require(most >= 0 && most <= LARGEST, "预算（分）不能是负数，也不超过一百万元。", "A budget (in hundredths) is 0 to 100,000,000.");
        return new Chain(
                knownId,
                version == null ? 0 : version,
                OneLine.of(name == null ? "" : name, LONGEST_NAME)
                        .orElseThrow(() -> bad("名称是一行文字，最多 100 个字符。", "A name is one line of at most 100 characters.")),
                urgent == null || urgent,
                whose(),
                said.stream()
                        .map(way -> new Way(way.platform(), way.price() == null ? 0 : way.price()))
                        .toList(),
                patience(),
                most,
                on == null || on);
    }

    private static boolean fits(WayJson way) {
        return way != null
                && way.platform() != null
                && way.platform().matches("[a-z][a-z0-9.-]{0,31}")
                && (way.price() == null || way.price() >= 0 && way.price() <= DEAREST);
    }

    /** One that cannot be is refused, and does not become everybody. */
    private Optional<String> whose() {
        Optional<String> said = Optional.ofNullable(company)
                .flatMap(one -> one.map(String::strip))
                .filter(one -> !one.isEmpty());
        require(
                said.filter(one -> one.length() > LONGEST_ID).isEmpty(),
                "company 是公司的编号，最多 64 个字符。",
                "A company is an id of at most 64 characters.");
        return said;
    }

    private Duration patience() {
        try {
            Duration read = Duration.parse(after == null ? "PT2M" : after.strip());
            if (!read.isNegative() && read.compareTo(LONGEST) <= 0) {
                return read;
            }
        } catch (DateTimeException e) {
            // Told below, as one that is too long.
        }
        throw bad("after 为 0 到 1 天，写法如 PT2M。", "after is nothing to a day, as PT2M.");
    }

    private static void require(boolean holds, String zh, String en) {
        if (!holds) {
            throw bad(zh, en);
        }
    }

    private static Problem bad(String zh, String en) {
        return new Problem(400, "bad-chain", LocalText.of(zh, en));
    }
}
