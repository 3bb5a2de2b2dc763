// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private RuleBook(String snapshot, List<String> letters, List<Phrase> phrases) {
        this.snapshot = snapshot;
        this.tree = new WordTree(letters);
        this.phrases = phrases.toArray(Phrase[]::new);
        this.longest = letters.stream().mapToInt(String::length).max().orElse(0);
    }

    /** @param rules disabled ones among them stay silent */
    static RuleBook of(String snapshot, List<Rule> rules) {
        List<Phrase> phrases = new ArrayList<>();
        List<String> letters = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.enabled()) {
                Verdict verdict = new Verdict(rule);
                add(verdict, false, rule.keywords(), phrases, letters);
                add(verdict, true, rule.exceptions(), phrases, letters);
            }
        }
        return new RuleBook(snapshot, letters, phrases);
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

    /** A rule with what it always says made ready; equal to nothing but itself. */
    private static final class Verdict {
        private final Rule rule;
        /** Without the priority, of which there is only one for all rules that fire. */
        private final Set<Mark> marks;

        private final Set<Mark> all;
        private final boolean everywhere;

        Verdict(Rule rule) {
            this.rule = rule;
            this.everywhere = rule.platforms().isEmpty() && rule.types().isEmpty();
            Set<Mark> said = new HashSet<>();
            said.add(Mark.of(Mark.Kind.RULE, rule.name()));
            rule.tags().forEach(tag -> said.add(Mark.of(Mark.Kind.TAG, tag)));
            this.marks = Set.copyOf(said);
            rule.priority().ifPresent(priority -> said.add(priority.mark()));
            this.all = Set.copyOf(said);
        }

        boolean appliesTo(String platform, MessageType type) {
            return everywhere || rule.appliesTo(platform, type);
        }
    }

    /** A keyword or exception of one rule; {@code gaps} as {@link Reading#innerGaps()}. */
    private static final class Phrase {
        /** Digits of a number that does not come about by chance where a sign or a blank is overlooked. */
        private static final int LONG_NUMBER = 7;

        private final Verdict verdict;
        private final boolean exception;
        private final String word;
        private final byte[] gaps;

        Phrase(Verdict verdict, boolean exception, String word, byte[] gaps) {
            this.verdict = verdict;
            this.exception = exception;
            this.word = word;
            this.gaps = gaps;
        }

        /**
         * Whether the gaps in the text let the letters be read as this word. A gap that the keyword has itself may be any
         * gap, and its signs may be missing. Elsewhere no word goes over the end of a clause; Han characters may stand
         * apart, and so may letters beside digits; between letters signs may stand (ur-gent), blanks only where all letters
         * are spelled (u r g e n t); numbers stay together unless they are long.
         */
        boolean readsAt(Reading text, int start, int end) {
            boolean blanks = false;
            boolean together = false;
            for (int i = start + 1; i < end; i++) {
                byte gap = text.gap(i);
                byte own = gaps == null ? Reading.NONE : gaps[i - start];
                if (own == Reading.NONE && (gap & Reading.BREAK) != 0) {
                    return false;
                }
                boolean differ = (own == Reading.NONE) != (gap == Reading.NONE);
                if (differ && text.digitsMeet(i) && !inLongNumber(text, i, start, end)) {
                    return false;
                }
                if (text.lettersMeet(i)) {
                    if (gap == Reading.NONE && (own & Reading.SPACE) != 0) {
                        return false;
                    }
                    together |= gap == Reading.NONE;
                    blanks |= own == Reading.NONE && (gap & Reading.SPACE) != 0;
                }
            }
            return !(blanks && together);
        }

        /**
         * Telephone, card and order numbers are grouped as everybody likes, and 400-800-1234 is 4008001234. Of few digits
         * with a sign between them (3-5) that cannot be said.
         */
        private static boolean inLongNumber(Reading text, int i, int start, int end) {
            int from = i;
            while (from > start && text.digit(from - 1)) {
                from--;
            }
            int to = i;
            while (to < end && text.digit(to)) {
                to++;
            }
            return to - from >= LONG_NUMBER;
        }
    }

    /** A keyword in a text, from and to counted in UTF-16 units. */
    record Hit(long id, String rule, String keyword, int from, int to, Optional<String> preventedBy) {}

    /** What the rules make of a text. */
    record Explanation(
            String snapshot, Optional<Priority> priority, List<String> tags, List<String> rules, List<Hit> hits) {}
}
