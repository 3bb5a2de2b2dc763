// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.stage.Mark;

/**
 * What the whole rule stage costs for a message of 100 characters: reading, finding, boundaries, exceptions, marks. In
 * the package of what it measures, because that is nobody else's business.
 *
 * <p>All sizes are measured in turn, several times in one run, so that their ratio holds on a noisy machine.
 */
public final class RuleBench {
    private static final int[] SIZES = {10, 1_000, 10_000, 100_000};
    private static final int MESSAGES = 2_000;
    private static final int LENGTH = 100;
    private static final int ROUNDS = 15;
    private static final int PER_RULE = 50;
    /** The 3,755 characters of everyday Chinese (level one of GB 2312). */
    private static final String EVERYDAY = everyday();
    /** Half of what is written is made of so many of them. */
    private static final int FREQUENT = 500;

    private final Random random = new Random(20261122);

    private RuleBench() {}

    public static void main(String[] args) {
        new RuleBench().run();
    }

    private void run() {
        List<String> words = words(SIZES[SIZES.length - 1]);
        compare("ordinary texts, about one keyword in each", words, texts(words, 0.01), true);
        // Nobody writes so; it shows that the cost grows with what fires and with nothing else.
        compare("half of each text made of keywords and their beginnings", words, texts(words, 0.5), false);
    }

    private void compare(String title, List<String> words, List<String> texts, boolean wanted) {
        List<Message> messages = texts.stream().map(RuleBench::message).toList();
        List<RuleBook> books = new ArrayList<>();
        long[] built = new long[SIZES.length];
        for (int s = 0; s < SIZES.length; s++) {
            long start = System.nanoTime();
            books.add(RuleBook.of("rules-" + s, rules(words.subList(0, SIZES[s]))));
            built[s] = System.nanoTime() - start;
        }
        AhoCorasickDoubleArrayTrie<Integer> automaton = new AhoCorasickDoubleArrayTrie<>();
        long automatonBuilt = timeAutomaton(automaton, words);

        double[][] micros = new double[SIZES.length + 1][ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            for (int s = 0; s <= SIZES.length; s++) {
                double spent = s < SIZES.length ? judge(books.get(s), messages) : search(automaton, texts);
                if (round >= 0) {
                    micros[s][round] = spent;
                }
            }
        }
        System.out.printf("%n%s: µs per message of %d characters, best of %d%n", title, LENGTH, ROUNDS);
        double ten = best(micros[0]);
        for (int s = 0; s < SIZES.length; s++) {
            double cost = best(micros[s]);
            System.out.printf(
                    "  %,8d keywords  %6.2f µs  %5.2f × the cost with %d  (made in %d ms; fired %d)%n",
                    SIZES[s], cost, cost / ten, SIZES[0], built[s] / 1_000_000, fired(books.get(s), messages));
        }
        System.out.printf(
                "  for comparison, a double-array Aho–Corasick automaton of %,d, search alone: %.2f µs (made in %d ms)%n",
                words.size(), best(micros[SIZES.length]), automatonBuilt / 1_000_000);
        double most = best(micros[SIZES.length - 1]);
        if (wanted) {
            System.out.printf(
                    "  wanted: at most 10 µs and 3.00 ×: %s%n", most <= 10 && most / ten <= 3 ? "kept" : "NOT KEPT");
        }
    }

    private static long timeAutomaton(AhoCorasickDoubleArrayTrie<Integer> automaton, List<String> words) {
        TreeMap<String, Integer> all = new TreeMap<>();
        words.forEach(w -> all.put(w, all.size()));
        long start = System.nanoTime();
        automaton.build(all);
        return System.nanoTime() - start;
    }

    private static double judge(RuleBook book, List<Message> messages) {
        return spent(messages, m -> book.judge(m).size());
    }

    private static double search(AhoCorasickDoubleArrayTrie<Integer> automaton, List<String> texts) {
        return spent(texts, t -> {
            int[] hits = new int[1];
            automaton.parseText(t, (AhoCorasickDoubleArrayTrie.IHit<Integer>) (begin, end, value) -> hits[0]++);
            return hits[0];
        });
    }

    private static <T> double spent(List<T> all, Function<T, Integer> work) {
        long sum = 0;
        long start = System.nanoTime();
        for (T one : all) {
            sum += work.apply(one);
        }
        double micros = (System.nanoTime() - start) / 1_000.0 / all.size();
        if (sum < 0) {
            throw new IllegalStateException("never, but the compiler must not know");
        }
        return micros;
    }

    private static long fired(RuleBook book, List<Message> messages) {
        return messages.stream()
                .flatMap(m -> book.judge(m).stream())
                .filter(m -> m.kind() == Mark.Kind.RULE)
                .count();
    }

    /** On a shared machine everything but the best round also measures the neighbours. */
    private static double best(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static List<Rule> rules(List<String> words) {
        List<Rule> rules = new ArrayList<>();
        for (int from = 0; from < words.size(); from += PER_RULE) {
            List<String> own = words.subList(from, Math.min(words.size(), from + PER_RULE));
            rules.add(new Rule(
                    rules.size() + 1,
                    1,
                    "rule " + rules.size(),
                    own,
                    List.of("不" + own.get(0)),
                    Optional.empty(),
                    List.of("tag " + rules.size() % 20),
                    Set.of(),
                    Set.of(),
                    true,
                    ""));
        }
        return rules;
    }

    /** Words of two to five characters as keywords have them, one in twenty in Latin letters. */
    private List<String> words(int count) {
        Set<String> words = new LinkedHashSet<>();
        while (words.size() < count) {
            words.add(random.nextInt(20) == 0 ? latin(4 + random.nextInt(5)) : han(2 + pick(25, 35, 30, 10)));
        }
        return List.copyOf(words);
    }

    private int pick(int... weights) {
        int dice = random.nextInt(100);
        for (int i = 0; ; i++) {
            dice -= weights[i];
            if (dice < 0) {
                return i;
            }
        }
    }

    private List<String> texts(List<String> words, double share) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < LENGTH) {
                text.append(piece(words, share));
            }
            texts.add(text.substring(0, LENGTH));
        }
        return texts;
    }

    private String piece(List<String> words, double share) {
        if (random.nextDouble() < share) {
            String word = words.get(random.nextInt(words.size()));
            return word.substring(0, Math.max(2, word.length() - 1));
        }
        return switch (random.nextInt(20)) {
            case 0 -> "，";
            case 1 -> "。";
            case 2 -> " " + latin(2 + random.nextInt(7)) + " ";
            case 3 -> Integer.toString(random.nextInt(10_000));
            case 4 -> "ＡＢ緊審";
            default -> han(1 + random.nextInt(4));
        };
    }

    private String han(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int among = random.nextBoolean() ? FREQUENT : EVERYDAY.length();
            text.append(EVERYDAY.charAt(random.nextInt(among)));
        }
        return text.toString();
    }

    private static String everyday() {
        byte[] bytes = new byte[2 * 3_755];
        for (int i = 0; i < bytes.length / 2; i++) {
            bytes[2 * i] = (byte) (0xB0 + i / 94);
            bytes[2 * i + 1] = (byte) (0xA1 + i % 94);
        }
        List<String> all = new ArrayList<>(List.of(new String(bytes, Charset.forName("GB2312")).split("")));
        // The standard orders them by sound; which of them are frequent does not matter, only that some are.
        Collections.shuffle(all, new Random(2312));
        return String.join("", all);
    }

    private String latin(int length) {
        return random.ints(length, 'a', 'z' + 1)
                .mapToObj(c -> String.valueOf((char) c))
                .reduce("", String::concat);
    }

    private static Message message(String text) {
        return new Message(
                new MessageKey("wecom", "corp", "m"),
                "sales",
                Conversation.of("room", Conversation.Kind.GROUP),
                Sender.person("u"),
                Content.text(text),
                Instant.EPOCH,
                0,
                "");
    }
}
