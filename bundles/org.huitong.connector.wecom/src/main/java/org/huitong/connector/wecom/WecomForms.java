// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.List;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.send.JsonText;

/** What is written, in WeCom's forms. */
final class WecomForms {
    /** As the vendor counts a card's second line. */
    private static final int LONGEST_LINE = 112;

    private static final int LONGEST_TITLE = 26;
    private static final int MOST_BUTTONS = 6;

    private WecomForms() {}

    /** To a member: a card with buttons comes back when one is pressed. */
    static void into(JsonText body, Outgoing what) {
        if (what.writing() instanceof Writing.Card card && isTemplate(card)) {
            JsonText template = JsonText.object()
                    .with("card_type", "button_interaction")
                    .with("main_title", JsonText.object().with("title", card.title()))
                    .with("sub_title_text", card.text())
                    .with("task_id", what.key())
                    .withAll("button_list", buttons(card.buttons()));
            body.with("msgtype", "template_card").with("template_card", template);
        } else {
            intoGroup(body, what.writing());
        }
    }

    static void intoGroup(JsonText body, Writing writing) {
        if (writing instanceof Writing.Text text) {
            body.with("msgtype", "text").with("text", JsonText.object().with("content", text.text()));
        } else {
            String text = writing instanceof Writing.Markdown markdown
                    ? markdown.text()
                    : withButtons((Writing.Card) writing);
            body.with("msgtype", "markdown").with("markdown", JsonText.object().with("content", text));
        }
    }

    private static boolean isTemplate(Writing.Card card) {
        return !card.buttons().isEmpty()
                && card.buttons().size() <= MOST_BUTTONS
                && card.text().length() <= LONGEST_LINE
                && card.title().length() <= LONGEST_TITLE;
    }

    private static List<JsonText> buttons(List<Writing.Button> buttons) {
        return buttons.stream()
                .map(b -> b.link().isPresent()
                        ? JsonText.object()
                                .with("text", b.label())
                                .with("type", 1)
                                .with("url", b.link().get())
                        : JsonText.object()
                                .with("text", b.label())
                                .with("style", 1)
                                .with("key", b.choice()))
                .toList();
    }

    private static String withButtons(Writing.Card card) {
        StringBuilder text = new StringBuilder("**" + card.title() + "**\n" + card.text());
        card.buttons().forEach(b -> text.append("\n")
                .append(b.link()
                        .map(link -> "[" + b.label() + "](" + link + ")")
                        .orElse("· " + b.label())));
        return text.toString();
    }
}
