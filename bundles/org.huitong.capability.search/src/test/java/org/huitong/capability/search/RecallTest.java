// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huitong.api.message.Content;
import org.huitong.api.reader.Entry;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions that are made of written sentences, against messages that are made of them too: which has to be found is known. */
class RecallTest {
    private static final int MESSAGES = 20_000;
    private static final int QUESTIONS = 300;
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+|[0-9]+(?:\\.[0-9]+)?|\\p{IsHan}+");

    @TempDir
    Path folder;

    private final Random random = new Random(20261129);

    @Test
    void everyContainedWordIsFoundAndEveryHitIsExplained() throws IOException {
        List<String> sentences = sentences();
        Log log = new Log();
        List<String> texts = new ArrayList<>();
        Search search = new Search(folder, new OneKeyVault(), ZoneId.of("Asia/Shanghai"));
        try {
            search.settle(log);
            for (int i = 0; i < MESSAGES; i++) {
                StringBuilder text = new StringBuilder("第" + i + "条：");
                for (int n = 1 + random.nextInt(3); n > 0; n--) {
                    text.append(sentences.get(random.nextInt(sentences.size())))
                            .append(random.nextBoolean() ? "。" : "\n");
                }
                texts.add(text.toString());
                log.says(
                        dressed(text.toString()),
                        Instant.parse("2026-06-01T00:00:00Z").plusSeconds(600L * i));
            }
            log.readBy(search, 97);
            int found = 0;
            int right = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                String question = question(sentences.get(random.nextInt(sentences.size())));
                Set<Long> expected = expected(texts, question);
                var places = search.look(question, log.head());
                List<Long> lines = places.lines(0, Long.MAX_VALUE, true, MESSAGES);
                assertThat(lines).as(question).isSortedAccordingTo(Comparator.reverseOrder());
                assertThat(new HashSet<>(lines)).as("recall of %s", question).containsAll(expected);
                for (long line : lines) {
                    Content shown = ((Entry.Said) log.entries.get((int) line - 1))
                            .message()
                            .content();
                    assertThat(places.in(Log.shown(line, shown)))
                            .as("%s in %s", question, line)
                            .isNotEmpty();
                }
                found += lines.size();
                right += (int) lines.stream().filter(expected::contains).count();
            }
            System.out.printf(
                    "%d questions, %d messages: recall 1.0, precision %.4f%n",
                    QUESTIONS, MESSAGES, right / (double) found);
            assertThat(right).isGreaterThan(QUESTIONS);
        } finally {
            search.close();
        }
    }

    /** As people and platforms write: wide letters, capitals, traditional signs. */
    private String dressed(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.chars()
                    .mapToObj(c ->
                            Character.toString(c > ' ' && c < 0x7F && Character.isLetterOrDigit(c) ? c + 0xFEE0 : c))
                    .collect(Collectors.joining());
            case 2 -> text.replace('审', '審').replace('购', '購').replace('图', '圖').replace('东', '東');
            default -> text;
        };
    }

    /** A whole word of letters, a whole number, or one to six signs beside each other. */
    private String question(String sentence) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(sentence);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        String word = words.get(random.nextInt(words.size()));
        if (word.charAt(0) < 0x80) {
            return word.toLowerCase(Locale.ROOT);
        }
        int from = random.nextInt(word.length());
        return word.substring(from, Math.min(word.length(), from + 1 + random.nextInt(6)));
    }

    private static Set<Long> expected(List<String> texts, String question) {
        Set<Long> lines = new HashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            boolean there = question.charAt(0) < 0x80
                    ? WORD.matcher(texts.get(i).replaceAll("(?<=\\d),(?=\\d{3}\\D)", ""))
                            .results()
                            .anyMatch(word -> word.group().equalsIgnoreCase(question))
                    : texts.get(i).contains(question);
            if (there) {
                lines.add(i + 1L);
            }
        }
        return lines;
    }

    private static List<String> sentences() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                RecallTest.class.getResourceAsStream("/sentences.txt"), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }
}
