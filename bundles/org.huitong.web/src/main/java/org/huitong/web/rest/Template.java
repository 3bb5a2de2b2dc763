// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** An address with variables in it, as {@code @Path} writes it, and which addresses it shares with another. */
record Template(List<Segment> segments) {
    /** Stands for whatever follows. */
    private static final Segment REST = new Segment("{rest: .*}");

    private static final String ONE_SEGMENT = "[^/]+";

    /** What stands between two strokes: a word, a variable, or both mixed. */
    record Segment(String text) {
        boolean isWord() {
            return text.indexOf('{') < 0;
        }

        /** May stand for several segments. */
        boolean spans() {
            return !isWord() && matches("a/b");
        }

        boolean mayBeEmpty() {
            return !isWord() && matches("");
        }

        boolean sharesWith(Segment other) {
            if (isWord()) {
                return other.isWord() ? text.equals(other.text) : other.matches(text);
            }
            // Whether two expressions have a word in common is not asked: rather one clash too many.
            return !other.isWord() || matches(other.text);
        }

        int words() {
            return text.replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", "").length();
        }

        /** The same for all that match the same, whatever their variables are called. */
        String shape() {
            StringBuilder shape = new StringBuilder();
            int at = 0;
            while (at < text.length()) {
                int open = text.indexOf('{', at);
                if (open < 0) {
                    return shape.append(Pattern.quote(text.substring(at))).toString();
                }
                int close = close(text, open);
                if (open > at) {
                    shape.append(Pattern.quote(text.substring(at, open)));
                }
                String variable = text.substring(open + 1, close);
                int colon = variable.indexOf(':');
                shape.append('(')
                        .append(
                                colon < 0
                                        ? ONE_SEGMENT
                                        : variable.substring(colon + 1).trim())
                        .append(')');
                at = close + 1;
            }
            return shape.toString();
        }

        private boolean matches(String word) {
            try {
                return Pattern.matches(shape(), word);
            } catch (PatternSyntaxException e) {
                // Jersey refuses it, too, and says so better.
                return true;
            }
        }
    }

    static Template of(String path) {
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= path.length(); at++) {
            if (at < path.length() && path.charAt(at) == '{') {
                at = close(path, at);
            } else if (at == path.length() || path.charAt(at) == '/') {
                if (at > from) {
                    segments.add(new Segment(path.substring(from, at)));
                }
                from = at + 1;
            }
        }
        return new Template(segments);
    }

    private static int close(String path, int open) {
        int depth = 0;
        for (int at = open; at < path.length(); at++) {
            depth += path.charAt(at) == '{' ? 1 : path.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return path.length() - 1;
    }

    Template andAllBelow() {
        List<Segment> all = new ArrayList<>(segments);
        all.add(REST);
        return new Template(all);
    }

    String shape() {
        return String.join("/", segments.stream().map(Segment::shape).toList());
    }

    /** How many characters are no variables: of two that fit, Jakarta REST takes the one that has more. */
    int words() {
        return segments.stream().mapToInt(Segment::words).sum();
    }

    boolean sharesWith(Template other) {
        return share(segments, other.segments);
    }

    /** Only stands for some of what the other stands for: a word where the other has a variable, and no reverse. */
    boolean narrows(Template other) {
        if (segments.size() < other.segments.size() || !sharesWith(other)) {
            return false;
        }
        boolean narrower = false;
        for (int i = 0; i < other.segments.size(); i++) {
            Segment mine = segments.get(i);
            Segment theirs = other.segments.get(i);
            if (theirs.isWord() && !mine.isWord()) {
                return false;
            }
            narrower |= mine.isWord() && !theirs.isWord();
        }
        return narrower;
    }

    private static boolean share(List<Segment> one, List<Segment> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.stream().allMatch(Segment::mayBeEmpty) && other.stream().allMatch(Segment::mayBeEmpty);
        }
        Segment first = one.get(0);
        Segment second = other.get(0);
        List<Segment> left = one.subList(1, one.size());
        List<Segment> right = other.subList(1, other.size());
        return first.mayBeEmpty() && share(left, other)
                || second.mayBeEmpty() && share(one, right)
                || first.spans() && share(one, right)
                || second.spans() && share(left, other)
                || first.sharesWith(second) && share(left, right);
    }

    @Override
    public String toString() {
        return String.join("/", segments.stream().map(Segment::text).toList());
    }
}
