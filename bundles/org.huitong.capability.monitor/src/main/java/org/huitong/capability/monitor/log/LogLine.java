// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the hub's log: a sentence and what it names. No words of a message and no secret ever stand in one.
 *
 * @param level such as {@code WARN}
 * @param source whose line it is, the class
 * @param text the sentence with its keys, as it stands there
 */
public record LogLine(Instant at, String level, String source, String text) {
    private static final Pattern FORM =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S{12,20}) +([A-Z]+) +\\[[^\\]]*\\] (\\S+) - (.*)");
    private static final Pattern KEY = Pattern.compile("(?:^|\\s)([a-z][A-Za-z]*)=(\\S+)");

    /** Empty for what goes on from the line before, as the trace of an exception does. */
    public static Optional<LogLine> of(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LogLine(
                    OffsetDateTime.parse(form.group(1)).toInstant(), form.group(2), form.group(3), form.group(4)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What it names, by key. */
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (Matcher key = KEY.matcher(text); key.find(); ) {
            keys.putIfAbsent(key.group(1), key.group(2));
        }
        return keys;
    }

    /** Whether it is of that account, however that is written: {@code dingtalk/sales} or {@code dingtalk~sales}. */
    public boolean isOf(String account) {
        String wanted = account.replace('~', '/');
        return keys().values().stream()
                .anyMatch(value -> value.replace('~', '/').endsWith(wanted));
    }

    public boolean names(String key, String value) {
        return value.equals(keys().get(key));
    }
}
