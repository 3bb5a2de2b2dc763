// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Abilities.Length;
import org.huitong.api.outbox.Writing;

/**
 * Divides what is too long for a platform, in the platform's own unit. No character that people see as one is broken, a
 * line is rather kept than cut, and Markdown stays whole: a fence that is open is shut and opened again, a link or a bold
 * word is not cut. Pure: the same writing gives the same pieces at each try.
 */
final class Pieces {
    private static final Pattern PLAIN = Pattern.compile("\\X");
    private static final Pattern MARKDOWN =
            Pattern.compile("!?\\[[^\\]\n]*\\]\\([^)\n]*\\)|\\*\\*[^*\n]+\\*\\*|`[^`\n]+`|\\X");
    private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})[^`\n]*$");
    private static final String SENTENCE_ENDS = "。！？；!?;.，,、 \t";

    private static final int BRIEF = 40;

    private final Length length;
    private final boolean markdown;
    private final List<String> pieces = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private int size;
    /** Where the piece may be cut, as an offset in it, and how good a place that is. */
    private int cut;

    private int cutRank;
    private String fence = "";
    private String fenceAtCut = "";

    private Pieces(Length length, boolean markdown) {
        this.length = length;
        this.markdown = markdown;
    }

    /**
     * The writing in the kinds and lengths that the platform takes. Each of several leaves room for the mark of a
     * repetition, so that none has other borders when it goes again.
     *
     * @param repeated whether one of them is to be marked
     */
    static List<Writing> of(Writing writing, Abilities abilities, boolean repeated) {
        Writing form = plainer(writing, abilities, repeated);
        if (form instanceof Writing.Text text) {
            return divide(text.text(), abilities.text(), false, repeated).stream()
                    .<Writing>map(Writing.Text::new)
                    .toList();
        }
        if (form instanceof Writing.Markdown long_) {
            return divide(long_.text(), abilities.markdown(), true, repeated).stream()
                    .<Writing>map(p -> new Writing.Markdown(long_.title(), p))
                    .toList();
        }
        if (!(form instanceof Writing.Card card)) {
            return List.of(form);
        }
        return !card.comesBack() || abilities.card().fits(repeated ? Marked.of(card.body(), true) : card.body())
                ? List.of(form)
                : wordsFirst(card, abilities, repeated);
    }

    /** A platform's card has room for a line or two: so all is said before it, and the card is there to be pressed. */
    private static List<Writing> wordsFirst(Writing.Card card, Abilities abilities, boolean repeated) {
        Writing.Markdown words = new Writing.Markdown(card.title(), "**" + card.title() + "**\n\n" + card.text());
        List<Writing> pieces = new ArrayList<>(of(words, abilities, repeated));
        pieces.add(card.saying(brief(card.text())));
        return pieces;
    }

    /** Enough of it to know it by. */
    static String brief(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        return line.codePointCount(0, line.length()) <= BRIEF
                        && line.length() == text.strip().length()
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.min(BRIEF, line.codePointCount(0, line.length()))))
                        + "…";
    }

    private static Writing plainer(Writing writing, Abilities abilities, boolean repeated) {
        Writing form = writing;
        if (form instanceof Writing.Card card
                && !(abilities.kinds().contains(Writing.Kind.CARD)
                        && abilities.markdown().fits(repeated ? Marked.of(card.body(), true) : card.body()))) {
            form = abilities.kinds().contains(Writing.Kind.MARKDOWN) ? card.inMarkdown() : card.inText();
        }
        return form instanceof Writing.Markdown long_ && !abilities.kinds().contains(Writing.Kind.MARKDOWN)
                ? new Writing.Text(long_.text())
                : form;
    }

    private static List<String> divide(String text, Length length, boolean markdown, boolean repeated) {
        return length.fits(repeated ? Marked.of(text, markdown) : text)
                ? List.of(text)
                : divide(text, Marked.beside(length), markdown);
    }

    static List<String> divide(String text, Length length, boolean markdown) {
        return length.fits(text) ? List.of(text) : new Pieces(length, markdown).divide(text);
    }

    private List<String> divide(String text) {
        for (String line : text.split("(?<=\n)")) {
            String mark = markdown ? fenceOf(line) : "";
            Matcher atoms = (markdown && fence.isEmpty() && mark.isEmpty() ? MARKDOWN : PLAIN).matcher(line);
            while (atoms.find()) {
                add(atoms.group());
            }
            if (!mark.isEmpty()) {
                // A fence is shut by its own sign alone; anything else within it is code.
                fence = fence.isEmpty() ? line.strip() : mark.startsWith(sign(fence)) ? "" : fence;
            }
            if (line.endsWith("\n")) {
                mayCut(3);
            }
        }
        finish(piece.toString(), fence);
        return List.copyOf(pieces);
    }

    private void add(String atom) {
        int measure = length.unit().measure(atom);
        if (measure > room()
                && atom.codePointCount(0, atom.length()) > 1
                && PLAIN.matcher(atom).replaceFirst("").length() > 0) {
            // A link longer than a whole piece cannot be kept.
            if (measure > length.most() / 2) {
                Matcher characters = PLAIN.matcher(atom);
                while (characters.find()) {
                    add(characters.group());
                }
                return;
            }
        }
        while (size + measure > room() && piece.length() > 0) {
            if (!breakOff()) {
                break;
            }
        }
        piece.append(atom);
        size += measure;
        mayCut(SENTENCE_ENDS.contains(atom) ? 2 : 1);
    }

    /** What is left of a piece when its fence will have to be shut. */
    private int room() {
        return length.most() - (markdown ? length.unit().measure("\n" + sign(fence.isEmpty() ? "```" : fence)) : 0);
    }

    private void mayCut(int rank) {
        boolean late = length.unit().measure(piece.substring(0, cut)) < size / 2;
        if (rank >= cutRank || late && rank > 1 || cut == 0) {
            cut = piece.length();
            cutRank = rank;
            fenceAtCut = fence;
        }
    }

    /** @return whether anything was cut off: what has just been opened again is not cut once more */
    private boolean breakOff() {
        String opened = fence.isEmpty() ? "" : fence + "\n";
        // A cut in the first half would make crumbs; then the last character is as good a place as any.
        if (length.unit().measure(piece.substring(0, cut)) < size / 2) {
            cut = piece.length();
            fenceAtCut = fence;
        }
        if (piece.toString().equals(opened)) {
            return false;
        }
        String rest = piece.substring(cut);
        finish(piece.substring(0, cut), fenceAtCut);
        piece.setLength(0);
        if (!fenceAtCut.isEmpty()) {
            piece.append(fenceAtCut).append('\n');
        }
        piece.append(rest);
        size = length.unit().measure(piece.toString());
        cut = 0;
        cutRank = 0;
        return true;
    }

    private void finish(String text, String open) {
        String whole = text.stripTrailing();
        if (!whole.isBlank() && !whole.equals(open)) {
            pieces.add(open.isEmpty() ? whole : whole + "\n" + sign(open));
        }
    }

    private static String fenceOf(String line) {
        Matcher fence = FENCE.matcher(line.stripTrailing());
        return fence.matches() ? fence.group(1) : "";
    }

    private static String sign(String fence) {
        String bare = fence.strip();
        int end = 0;
        while (end < bare.length() && bare.charAt(end) == bare.charAt(0)) {
            end++;
        }
        return bare.substring(0, end);
    }
}
