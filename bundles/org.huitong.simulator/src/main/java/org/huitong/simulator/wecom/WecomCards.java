// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.wecom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.kit.parse.Json;
import org.huitong.simulator.Card;
import org.huitong.simulator.Cards;
import org.huitong.simulator.Seal;

/**
 * The cards of a WeCom application. Who sends one is given a word by which it may be changed, and so is who
 * is told of a press: once, within 72 hours.
 *
 * <p>Source: "模板卡片类型" and "更新模版卡片消息" of the vendor's pages.
 */
final class WecomCards {
    private static final Duration CHANGEABLE = Duration.ofHours(72);
    private static final String KIND = "button_interaction";
    private static final int MOST_BUTTONS = 6;

    private final Cards cards;
    private final Map<String, Word> words = new ConcurrentHashMap<>();

    private record Word(String card, Instant since) {}

    WecomCards(Cards cards) {
        this.cards = cards;
    }

    /** The new card; empty where the platform would not take it. */
    Optional<Card> lay(Json card, Instant now) {
        Optional<Card> laid = read(card, card.text("task_id").orElse(""), now);
        return laid.filter(c -> !c.id().isEmpty()).filter(cards::lay);
    }

    /** False where the word is none, or spent, or the card is none. */
    boolean change(String code, Json card, Instant now) {
        Word word = words.get(code);
        if (word == null || !word.since().plus(CHANGEABLE).isAfter(now)) {
            return false;
        }
        Optional<Card> changed = read(card, word.card(), now);
        return changed.isPresent() && words.remove(code, word) && cards.change(changed.get());
    }

    private Optional<Card> read(Json card, String id, Instant now) {
        List<Json> told = card.at("button_list").items();
        String title = card.at("main_title").text("title").orElse("");
        if (!card.text("card_type").orElse("").equals(KIND)
                || title.isEmpty()
                || told.isEmpty()
                || told.size() > MOST_BUTTONS) {
            return Optional.empty();
        }
        // One that says what came of it is grey and gives nothing back.
        boolean over = card.text("replace_text").isPresent();
        List<Card.Button> buttons = new ArrayList<>();
        for (Json button : over ? List.<Json>of() : told) {
            String label = button.text("text").orElse("");
            Optional<String> key = button.text("key");
            if (label.isEmpty() || key.isEmpty() && button.text("url").isEmpty()) {
                return Optional.empty();
            }
            key.ifPresent(k -> buttons.add(new Card.Button(label, k + "|" + word(id, now))));
        }
        StringBuilder words = new StringBuilder(title)
                .append('\n')
                .append(card.text("sub_title_text").orElse(""));
        card.at("horizontal_content_list").items().forEach(fact -> words.append('\n')
                .append(fact.text("keyname").orElse(""))
                .append('：')
                .append(fact.text("value").orElse("")));
        return Optional.of(new Card(id, words.toString(), buttons));
    }

    String word(String card, Instant now) {
        String word = Seal.word(43);
        words.put(word, new Word(card, now));
        return word;
    }
}
