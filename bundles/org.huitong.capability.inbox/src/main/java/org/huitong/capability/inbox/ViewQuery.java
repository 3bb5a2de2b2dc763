// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.api.filter.Filter;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.kit.parse.Form;

/**
 * What a view asks for, by the names that the page's address has for it: those of the list of messages, {@code since} for
 * a time that goes back from whenever it is opened, and {@code list} for how it is arranged.
 */
record ViewQuery(Map<String, String> parameters) {
    static final int LONGEST = 4_000;
    private static final String SINCE = "since";
    private static final String LIST = "list";
    private static final Map<String, Duration> PERIODS = Map.of(
            "1h", Duration.ofHours(1),
            "24h", Duration.ofHours(24),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30));

    ViewQuery {
        parameters = Map.copyOf(parameters);
    }

    /** What somebody wrote; a problem says what is wrong with it, as of the same list in an address. */
    static ViewQuery read(Map<String, String> written, Instant now) {
        Map<String, String> known = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            if (value != null && !value.isBlank()) {
                known.put(name, value);
            }
        });
        if (known.keySet().stream().noneMatch(name -> !name.equals(LIST))) {
            throw bad("视图至少要有一个筛选条件。", "A view has one filter at least.");
        }
        if (known.containsKey(SINCE) && !PERIODS.containsKey(known.get(SINCE))) {
            throw bad("since 的取值有：1h 24h 7d 30d。", "since is one of: 1h 24h 7d 30d.");
        }
        if (known.containsKey(LIST) && !known.get(LIST).equals("rooms")) {
            throw bad("list 只能是 rooms。", "list is rooms, or left out.");
        }
        for (String place : List.of("before", "limit")) {
            if (known.containsKey(place)) {
                throw bad("视图不记翻到哪一页。", "A view keeps no place in the list.");
            }
        }
        ViewQuery query = new ViewQuery(known);
        query.filter(now);
        if (query.kept().length() > LONGEST) {
            throw bad("筛选条件太长。", "The filters are too long.");
        }
        return query;
    }

    private static Problem bad(String zh, String en) {
        return new Problem(400, "bad-view", LocalText.of(zh, en));
    }

    /** Which messages it means at that moment. */
    Filter filter(Instant now) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (name.equals(SINCE)) {
                asked.putIfAbsent("from", List.of(now.minus(PERIODS.get(value)).toString()));
            } else if (!name.equals(LIST)) {
                asked.put(name, List.of(value));
            }
        });
        return Question.rooms(asked).filter();
    }

    /** As a row keeps it. */
    String kept() {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One that was kept. */
    static ViewQuery kept(String row) {
        Form form = Form.read(row.getBytes(StandardCharsets.UTF_8))
                .good()
                .orElseThrow(() -> new IllegalStateException("a view that was kept is none"));
        Map<String, String> parameters = new LinkedHashMap<>();
        form.names().forEach(name -> form.text(name).ifPresent(value -> parameters.put(name, value)));
        return new ViewQuery(parameters);
    }
}
