// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.feishu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.kit.parse.Json;
import org.huitong.simulator.Card;
import org.huitong.simulator.Cards;

/**
 * The cards of a Feishu application, of the second structure: named by their message, and changed by it where they said
 * before and after that they may be.
 *
 * <p>Source: "更新已发送的消息卡片" of the vendor's pages.
 */
final class FeishuCards {
    private final Cards cards;

    FeishuCards(Cards cards) {
        this.cards = cards;
    }

    /** @param content of the message, as JSON; empty where it is no card of the second structure */
    Optional<Card> lay(String message, String content) {
        Optional<Card> laid = read(message, Cards.read(content));
        laid.ifPresent(cards::lay);
        return laid;
    }

    boolean change(String message, String content) {
        Json card = Cards.read(content);
        return card.at("config").isTrue("update_multi")
                && read(message, card).filter(cards::change).isPresent();
    }

    private static Optional<Card> read(String message, Json card) {
        if (!card.text("schema").orElse("").equals("2.0")) {
            return Optional.empty();
        }
        StringBuilder words =
                new StringBuilder(card.at("header").at("title").text("content").orElse(""));
        List<Card.Button> buttons = new ArrayList<>();
        for (Json element : card.at("body").at("elements").items()) {
            if (!element.text("tag").orElse("").equals("button")) {
                words.append('\n').append(element.text("content").orElse(""));
                continue;
            }
            String label = element.at("text").text("content").orElse("");
            for (Json behaviour : element.at("behaviors").items()) {
                if (behaviour.text("type").orElse("").equals("callback")) {
                    Json value = behaviour.at("value");
                    buttons.add(new Card.Button(
                            label,
                            value.text("choice").orElse("") + "|"
                                    + value.text("letter").orElse("")));
                }
            }
        }
        return Optional.of(new Card(message, words.toString(), buttons));
    }
}
