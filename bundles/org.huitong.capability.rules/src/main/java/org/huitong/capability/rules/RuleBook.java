// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.stage.Stage;
import org.huitong.kit.folding.Folding;
import org.huitong.kit.folding.Reading;

/** All rules of one version. Immutable; judging is a pure function of the message. */
final class RuleBook implements Stage.Judge {
    private final String snapshot;
    private final WordTree tree;
    private final Phrase[] phrases;
    /** Letters of the longest phrase. */
    private final int longest;

    private final Map<String, Long> ids;
    /** Those in shadow, which say nothing aloud; of a shadow itself there is none. */
    private final Optional<RuleBook> shadow;

    private RuleBook(
            String snapshot,
            List<String> letters,
            List<Phrase> phrases,
            Map<String, Long> ids,
            Optional<RuleBook> shadow) {
        this.snapshot = snapshot;
        this.ids = ids;
        this.shadow = shadow;
        this.tree = new WordTree(letters);
        this.phrases = phrases.toArray(Phrase[]::new);
        this.longest = letters.stream().mapToInt(String::length).max().orElse(0);
    }

    /** @param rules disabled ones among them stay silent, and those in shadow are in {@link #shadow} */
    static RuleBook of(String snapshot, List<Rule> rules) {
        Map<Boolean, List<Rule>> inShadow =
                rules.stream().filter(Rule::enabled).collect(Collectors.partitioningBy(Rule::shadow));
        Optional<RuleBook> shadow = inShadow.get(true).isEmpty()
                ? Optional.empty()
                : Optional.of(of(snapshot, inShadow.get(true), Optional.empty()));
        return of(snapshot, inShadow.get(false), shadow);
    }

    private static RuleBook of(String snapshot, List<Rule> rules, Optional<RuleBook> shadow) {
        List<Phrase> phrases = new ArrayList<>();
        List<String> letters = new ArrayList<>();
        Map<String, Long> ids = new HashMap<>();
        for (Rule rule : rules) {
            Verdict verdict = new Verdict(rule);
            add(verdict, false, rule.keywords(), phrases, letters);
            add(verdict, true, rule.exceptions(), phrases, letters);
            ids.put(rule.name(), rule.id());
        }
        return new RuleBook(snapshot, letters, phrases, ids, shadow);
    }

    /** The rules that only look on: what they would have said is counted, and nobody is told. */
    Optional<RuleBook> shadow() {
        return shadow;
    }

    /** Which rules of this book are named among these marks. */
    Set<Long> named(Set<Mark> marks) {
        return marks.stream()
                .filter(mark -> mark.kind() == Mark.Kind.RULE)
                .flatMap(mark -> Stream.ofNullable(ids.get(mark.value())))
                .collect(Collectors.toSet());
    }

    private static void add(
            Verdict verdict, boolean exception, List<String> words, List<Phrase> phrases, List<String> letters) {
        for (String word : words) {
            Reading reading = Folding.read(word, false);
            if (reading.length() > 0) {
                phrases.add(new Phrase(verdict, exception, word, reading.innerGaps()));
                letters.add(reading.text());
            }
        }
    }

    @Override
    public String snapshot() {
        return snapshot;
    }

    @Override
    public Set<Mark> judge(Message message) {
        if (message.sender().isOurs()) {
            // Who answers "urgent!" with "why urgent?" raises no alarm.
            return Set.of();
        }
        Set<Verdict> fired = Set.of();
        Optional<String> text = message.content().text();
        if (text.isPresent()) {
            fired = fired(text.get(), message, fired);
        }
        for (Attachment attachment : message.content().attachments()) {
            if (attachment.name().isPresent()) {
                fired = fired(attachment.name().get(), message, fired);
            }
        }
        return marks(fired);
    }

    private Set<Verdict> fired(String text, Message message, Set<Verdict> before) {
        List<Found> found = find(Folding.read(text, false));
        Set<Verdict> fired = before;
        for (int i = 0; i < found.size(); i++) {
            Phrase phrase = found.get(i).phrase();
            if (!phrase.exception
                    && !fired.contains(phrase.verdict)
                    && phrase.verdict.appliesTo(
                            message.key().platform(), message.content().type())
                    && preventer(found, i).isEmpty()) {
                fired = plus(fired, phrase.verdict);
            }
        }
        return fired;
    }

    /** Mostly one rule fires or none, and that is to cost next to nothing. */
    private static Set<Verdict> plus(Set<Verdict> fired, Verdict verdict) {
        if (fired.isEmpty()) {
            return Set.of(verdict);
        }
        Set<Verdict> more = fired.size() == 1 ? new LinkedHashSet<>(fired) : fired;
        more.add(verdict);
        return more;
    }

    private static Set<Mark> marks(Set<Verdict> fired) {
        if (fired.isEmpty()) {
            return Set.of();
        }
        if (fired.size() == 1) {
            return fired.iterator().next().all;
        }
        Set<Mark> marks = new HashSet<>();
        Priority highest = null;
        for (Verdict verdict : fired) {
            marks.addAll(verdict.marks);
            Priority own = verdict.rule.priority().orElse(null);
            if (own != null && (highest == null || own.compareTo(highest) > 0)) {
                highest = own;
            }
        }
        if (highest != null) {
            marks.add(highest.mark());
        }
        return marks;
    }

    /** Says what would fire in a text, where, and what an exception held back. */
    Explanation explain(String text, Optional<String> platform, Optional<MessageType> type) {
        Reading reading = Folding.read(text, true);
        List<Found> found = find(reading);
        List<Hit> hits = new ArrayList<>();
        Set<Verdict> fired = Set.of();
        for (int i = 0; i < found.size(); i++) {
            Phrase phrase = found.get(i).phrase();
            if (phrase.exception
                    || platform.isPresent()
                            && !phrase.verdict.appliesTo(platform.get(), type.orElse(MessageType.TEXT))) {
                continue;
            }
            Optional<Found> preventer = preventer(found, i);
            if (preventer.isEmpty() && !fired.contains(phrase.verdict)) {
                fired = plus(fired, phrase.verdict);
            }
            hits.add(hit(found.get(i), preventer.map(f -> f.phrase().word), reading, text));
        }
        Set<Mark> marks = marks(fired);
        return new Explanation(
                snapshot,
                marks.stream()
                        .filter(m -> m.kind() == Mark.Kind.PRIORITY)
                        .flatMap(m -> Priority.ofWord(m.value()).stream())
                        .findFirst(),
                values(marks, Mark.Kind.TAG),
                values(marks, Mark.Kind.RULE),
                hits);
    }

    private static Hit hit(Found found, Optional<String> preventedBy, Reading reading, String text) {
        int from = reading.origin(found.start());
        int last = reading.origin(found.end() - 1);
        int to = last + Character.charCount(text.codePointAt(last));
        Rule rule = found.phrase().verdict.rule;
        return new Hit(rule.id(), rule.name(), found.phrase().word, from, to, preventedBy);
    }

    private static List<String> values(Set<Mark> marks, Mark.Kind kind) {
        return marks.stream()
                .filter(m -> m.kind() == kind)
                .map(Mark::value)
                .sorted()
                .toList();
    }

    private List<Found> find(Reading text) {
        Finds finds = new Finds(text);
        tree.search(text, finds);
        return finds.found;
    }

    /** The exception of the same rule that stands over a keyword; looks no further than the longest phrase reaches. */
    private Optional<Found> preventer(List<Found> found, int index) {
        Found keyword = found.get(index);
        for (int i = index - 1; i >= 0 && found.get(i).start() + longest > keyword.start(); i--) {
            if (found.get(i).prevents(keyword)) {
                return Optional.of(found.get(i));
            }
        }
        for (int i = index + 1; i < found.size() && found.get(i).start() < keyword.end(); i++) {
            if (found.get(i).prevents(keyword)) {
                return Optional.of(found.get(i));
            }
        }
        return Optional.empty();
    }

    /** Collects what really is the word: its letters stand there, and the gaps allow it to be read as one. */
    private final class Finds implements WordTree.Sighting {
        private final Reading text;
        private List<Found> found = List.of();

        Finds(Reading text) {
            this.text = text;
        }

        @Override
        public void at(int word, int start, int end) {
            if (text.ends(end) && phrases[word].readsAt(text, start, end)) {
                found = found.isEmpty() ? new ArrayList<>(4) : found;
                found.add(new Found(phrases[word], start, end));
            }
        }
    }

    private record Found(Phrase phrase, int start, int end) {
        boolean prevents(Found keyword) {
            return phrase.exception
                    && phrase.verdict == keyword.phrase.verdict
                    && start < keyword.end
                    && keyword.start < end;
        }
    }

    /** A keyword in a text, from and to counted in UTF-16 units. */
    record Hit(long id, String rule, String keyword, int from, int to, Optional<String> preventedBy) {}

    /** What the rules make of a text. */
    record Explanation(
            String snapshot, Optional<Priority> priority, List<String> tags, List<String> rules, List<Hit> hits) {}
}
