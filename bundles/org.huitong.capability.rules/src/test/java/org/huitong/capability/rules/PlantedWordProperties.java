// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.huitong.api.stage.Mark;
import org.huitong.kit.folding.Folding;

/** A keyword is found wherever it is planted and however it is disguised, and nothing is found that is not there. */
class PlantedWordProperties {
    private static final String HAN = "的一是不了人我在有他这中大来上国审批紧急客户项目投诉通知会议进度质量车间";
    private static final String SIGNS = "-_*/·~|+=()【】「」.&#\u200b";
    private static final String NOISE = "- _*/·~|+=()【】「」.\u200b\u200d\ufeff\u00ad\u3000\u00a0";

    @Property(tries = 3000)
    void aPlantedKeywordIsFound(
            @ForAll("hanWord") String keyword,
            @ForAll("hanText") String before,
            @ForAll("hanText") String after,
            @ForAll @Size(max = 12) List<Byte> dice) {
        String disguised = disguise(keyword, dice);
        String text = before + disguised + after;
        assertThat(fired(List.of(keyword), text)).as(text).contains(keyword);
    }

    /** Within one clause of Han characters without noise, finding is nothing but containing. */
    @Property(tries = 3000)
    void findsExactlyWhatIsContained(
            @ForAll @Size(min = 1, max = 40) List<@From("hanWord") String> keywords,
            @ForAll("hanText") String text,
            @ForAll("hanText") String more) {
        List<String> distinct = keywords.stream().distinct().toList();
        String whole = text + more;
        assertThat(fired(distinct, whole))
                .isEqualTo(distinct.stream().filter(whole::contains).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Latin words are found as words: the oracle splits at blanks. */
    @Property(tries = 3000)
    void findsLatinWordsAsWholeWords(
            @ForAll @Size(min = 1, max = 20) List<@From("latinWord") String> keywords,
            @ForAll @Size(max = 20) List<@From("latinWord") String> words) {
        List<String> distinct = keywords.stream().distinct().toList();
        assertThat(fired(distinct, String.join(" ", words)))
                .isEqualTo(distinct.stream().filter(words::contains).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Signs in a Latin word count in neither: wherever they stand, in the keyword or in the text, it is the same word. */
    @Property(tries = 3000)
    void signsInALatinWordAreNotCompared(
            @ForAll("latinWord") String word,
            @ForAll @Size(max = 4) List<Byte> ofKeyword,
            @ForAll @Size(max = 4) List<Byte> ofText) {
        String keyword = disguise(word, ofKeyword, SIGNS);
        String text = "车间" + disguise(word, ofText, SIGNS) + "，333";
        assertThat(fired(List.of(keyword), text)).as(text).containsExactly(keyword);
    }

    /** However a number's digits are grouped, it is that number, and no other ends like it. */
    @Property(tries = 2000)
    void aNumberIsTheSameHoweverItIsGrouped(
            @ForAll @IntRange(min = 1000, max = 2_000_000_000) int number, @ForAll("groupingSign") String sign) {
        String grouped = String.format(Locale.ROOT, "%,d", number).replace(",", sign);
        String end = grouped.substring(grouped.lastIndexOf(sign) + sign.length());
        assertThat(fired(List.of(number + "元", grouped + "元", end + "元"), "报价" + grouped + "元"))
                .containsExactlyInAnyOrder(number + "元", grouped + "元");
    }

    @Property(tries = 2000)
    void anyTextIsReadAndEveryHitLiesInIt(
            @ForAll String text, @ForAll @Size(max = 5) List<@From("anyWord") String> keywords) {
        List<String> distinct = keywords.stream().distinct().toList();
        RuleBook book = book(distinct);
        book.judge(RuleBookTest.message(text));
        assertThat(book.explain(text, Optional.empty(), Optional.empty()).hits())
                .allMatch(h -> 0 <= h.from() && h.from() < h.to() && h.to() <= text.length());
    }

    @Property(tries = 2000)
    void everyWordWithALetterFindsItself(@ForAll("anyWord") String keyword) {
        if (Folding.read(keyword, false).length() > 0) {
            assertThat(fired(List.of(keyword), keyword)).containsExactly(keyword);
        }
    }

    @Provide
    Arbitrary<String> hanWord() {
        return Arbitraries.strings().withChars(HAN).ofMinLength(1).ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> hanText() {
        return Arbitraries.strings().withChars(HAN).ofMaxLength(30);
    }

    @Provide
    Arbitrary<String> latinWord() {
        // Two letters at least: single ones in a row are read as a spelled word, as they should be.
        return Arbitraries.strings().withChars("abcé").ofMinLength(2).ofMaxLength(4);
    }

    @Provide
    Arbitrary<String> anyWord() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> groupingSign() {
        return Arbitraries.of(",", "，", "'", "’", "\u2009", "\u202f");
    }

    private static String disguise(String keyword, List<Byte> dice) {
        return disguise(keyword, dice, NOISE);
    }

    private static String disguise(String keyword, List<Byte> dice, String signs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < keyword.length(); i++) {
            text.append(keyword.charAt(i));
            if (i + 1 < keyword.length() && i < dice.size()) {
                int noise = Math.floorMod(dice.get(i), signs.length() + 1);
                text.append(noise == signs.length() ? "" : String.valueOf(signs.charAt(noise)));
            }
        }
        return text.toString();
    }

    private static RuleBook book(List<String> keywords) {
        List<Rule> rules = new ArrayList<>();
        IntStream.range(0, keywords.size())
                .forEach(i -> rules.add(RuleBookTest.rule(i, "k" + i, List.of(keywords.get(i)), List.of())));
        return RuleBook.of("s", rules);
    }

    private static Set<String> fired(List<String> keywords, String text) {
        return book(keywords).judge(RuleBookTest.message(text)).stream()
                .filter(m -> m.kind() == Mark.Kind.RULE)
                .map(m -> keywords.get(Integer.parseInt(m.value().substring(1))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
