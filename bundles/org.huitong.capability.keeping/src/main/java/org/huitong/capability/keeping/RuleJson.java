// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.parse.Json;

/** A rule as callers read and write it. */
public record RuleJson(
        long id, int version, String name, @JsonRawValue String filter, String keep, String then, String basis) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_BASIS = 500;
    private static final int MOST_YEARS = 100;

    static RuleJson of(Rule rule) {
        return new RuleJson(
                rule.id(),
                rule.version(),
                rule.name(),
                FilterJson.write(rule.filter()),
                rule.keep().toString(),
                rule.then().word(),
                rule.basis());
    }

    /** The rule that was meant, or a problem that says how to mend it. */
    static Rule read(Json json, long id, LocalDate today) {
        return new Rule(
                id,
                (int) json.at("version").number().orElse(0),
                OneLine.of(json.text("name").orElse(""), LONGEST_NAME)
                        .orElseThrow(() -> bad("名称是一行文字，最多 100 个字符。", "A name is one line of at most 100 characters.")),
                FilterText.read(json.at("filter")),
                keep(json.text("keep").orElse(""), today),
                Rule.Then.ofWord(json.text("then").orElse(""))
                        .orElseThrow(() -> bad("then 是 archive 或 destroy。", "then is archive or destroy.")),
                OneLine.of(json.text("basis").orElse(""), LONGEST_BASIS)
                        .orElseThrow(() -> bad(
                                "请写明依据（法规或公司制度），一行，最多 500 个字符。",
                                "Say by which law or rule of the company, in one line of at most 500 characters.")));
    }

    private static Period keep(String text, LocalDate today) {
        Period keep;
        try {
            keep = Period.parse(text.strip());
        } catch (DateTimeException e) {
            throw bad("保管期限写作 P3Y（三年）、P18M 或 P400D。", "keep is written P3Y (three years), P18M or P400D.");
        }
        if (keep.getYears() < 0
                || keep.getMonths() < 0
                || keep.getDays() < 0
                || keep.toTotalMonths() > 12L * MOST_YEARS
                || keep.getDays() > 366 * MOST_YEARS) {
            throw bad("保管期限最长一百年。", "keep is a hundred years at most.");
        }
        if (today.minus(keep).isAfter(today.minus(Rule.FLOOR))) {
            throw new Problem(
                    400,
                    "below-legal-floor",
                    LocalText.of(
                            "保管期限不得少于六个月（《网络安全法》第二十一条第三项）。",
                            "Nothing is kept for less than six months (Cybersecurity Law, article 21 (3))."));
        }
        return keep;
    }

    private static Problem bad(String zh, String en) {
        return new Problem(400, "bad-rule", LocalText.of(zh, en));
    }
}
