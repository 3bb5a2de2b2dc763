// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.query.Highlight;

/** The words of a message: its text and the names of its files, as they are kept and as they are shown. */
final class Wording {
    /** Between two fields, so that no phrase reaches from one into the next. */
    private static final int APART = 100;

    private Wording() {}

    /** One field as it is shown. */
    private record Field(String name, String text) {}

    private static Stream<Field> fields(Content content) {
        List<Field> fields = new ArrayList<>();
        content.text().ifPresent(text -> fields.add(new Field("text", text)));
        List<Attachment> attachments = content.attachments();
        for (int i = 0; i < attachments.size(); i++) {
            String field = "attachments[" + i + "].name";
            attachments.get(i).name().ifPresent(name -> fields.add(new Field(field, name)));
        }
        return fields.stream();
    }

    /** All of them, ascending by position. */
    static List<Gram> grams(Content content) {
        List<Piece> pieces = new ArrayList<>();
        fields(content).map(Field::text).forEach(text -> {
            int from = pieces.isEmpty() ? 0 : end(pieces) + APART;
            pieces.addAll(Piece.of(text, from));
        });
        return Gram.of(pieces);
    }

    private static int end(List<Piece> pieces) {
        Piece last = pieces.get(pieces.size() - 1);
        return last.position() + last.width();
    }

    /** Where the words of a question stand in what is shown, in its order; what overlaps is one place. */
    static List<Highlight> highlights(Content shown, Question question) {
        return fields(shown)
                .flatMap(field -> merged(field.name(), matches(field.text(), question)))
                .toList();
    }

    record Match(int from, int to) {}

    /** Where the words of a question stand in a text, the first place first. */
    static List<Match> matches(String text, Question question) {
        return matches(Gram.of(Piece.of(text, 0)), question);
    }

    private static List<Match> matches(List<Gram> grams, Question question) {
        Map<Integer, List<Gram>> at = new HashMap<>();
        grams.forEach(gram ->
                at.computeIfAbsent(gram.position(), p -> new ArrayList<>()).add(gram));
        List<Match> matches = new ArrayList<>();
        for (Phrase phrase : question.phrases()) {
            for (int position : at.keySet()) {
                match(phrase, position, at).ifPresent(matches::add);
            }
        }
        matches.sort(Comparator.comparingInt(Match::from));
        return matches;
    }

    private static Optional<Match> match(Phrase phrase, int position, Map<Integer, List<Gram>> at) {
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (Phrase.Place place : phrase.places()) {
            Gram found = null;
            for (Gram gram : at.getOrDefault(position + place.position(), List.of())) {
                if (place.terms().contains(gram.term())) {
                    found = gram;
                }
            }
            if (found == null) {
                return Optional.empty();
            }
            from = Math.min(from, found.from());
            to = Math.max(to, found.to());
        }
        return Optional.of(new Match(from, to));
    }

    private static Stream<Highlight> merged(String field, List<Match> matches) {
        List<Highlight> merged = new ArrayList<>();
        for (Match match : matches) {
            Highlight last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && match.from() < last.to()) {
                merged.set(merged.size() - 1, new Highlight(field, last.from(), Math.max(last.to(), match.to())));
            } else {
                merged.add(new Highlight(field, match.from(), match.to()));
            }
        }
        return merged.stream();
    }
}
