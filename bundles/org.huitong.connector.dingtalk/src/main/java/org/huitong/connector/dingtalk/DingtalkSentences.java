// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.huitong.api.text.LocalText;

/** Our sentence for each event that the platform describes. They stand in {@code events.tsv}: name, Chinese, English. */
final class DingtalkSentences {
    private static final Map<String, LocalText> TABLE = table();

    private DingtalkSentences() {}

    static LocalText of(String name) {
        LocalText known = TABLE.get(name);
        return known == null
                ? LocalText.of("钉钉上发生的一件事，本版本不认识：" + name, "Something happened in DingTalk that is not known: " + name)
                : known;
    }

    private static Map<String, LocalText> table() {
        try (InputStream in = DingtalkSentences.class.getResourceAsStream("events.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(row -> row[0], row -> LocalText.of(row[1], row[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
