// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.send.JsonText;

/** What is written, in WeCom's forms. */
final class WecomForms {
    /** As the vendor counts a card's second line. */
    private static final int LONGEST_LINE = 112;

    /** Facts stand beside the line. */
    static final Abilities.Length CARD = new Abilities.Length(Abilities.Unit.UTF_16, LONGEST_LINE + 40);

    private static final int LONGEST_TITLE = 26;
    private static final int LONGEST_NAME = 5;
    private static final int LONGEST_VALUE = 26;
    private static final int MOST_FACTS = 6;
    private static final int MOST_BUTTONS = 6;

    /** Blue, red, grey: the vendor numbers them. */
    private static final Map<Writing.Style, Integer> LOOKS =
            Map.of(Writing.Style.MAIN, 1, Writing.Style.DANGER, 2, Writing.Style.PLAIN, 4);

    private WecomForms() {}

    /** To a member: a card with buttons comes back when one is pressed. */
    static void into(JsonText body, Outgoing what) {
        if (what.writing() instanceof Writing.Card card && isTemplate(card)) {
            body.with("msgtype", "template_card")
                    .with(
                            "template_card",
                            template(card).with("task_id", what.key()).withAll("button_list", buttons(card.buttons())));
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
                    : ((Writing.Card) writing).inMarkdown().text();
            body.with("msgtype", "markdown").with("markdown", JsonText.object().with("content", text));
        }
    }

    /**
     * A card in the place of one that was pressed: without buttons of its own the one that is left says what came of it,
     * and cannot be pressed.
     */
    static JsonText changed(Writing.Card card) {
        JsonText template = template(card);
        if (card.buttons().isEmpty()) {
            String last = card.facts().isEmpty()
                    ? card.title()
                    : card.facts().get(card.facts().size() - 1).value();
            JsonText button = JsonText.object()
                    .with("text", cut(last, LONGEST_VALUE))
                    .with("style", 4)
                    .with("key", "-");
            return template.withAll("button_list", List.of(button)).with("replace_text", last);
        }
        return template.withAll("button_list", buttons(card.buttons()));
    }

    private static JsonText template(Writing.Card card) {
        List<JsonText> facts = card.facts().stream()
                .filter(WecomForms::isShort)
                .limit(MOST_FACTS)
                .map(fact -> JsonText.object().with("keyname", fact.name()).with("value", fact.value()))
                .toList();
        String longer = card.facts().stream()
                .filter(fact -> !isShort(fact))
                .map(fact -> "\n" + fact.name() + "：" + fact.value())
                .collect(Collectors.joining());
        // What came of it is told whole; of what it was about enough is left to know it by.
        String text = cut(card.text(), Math.max(LONGEST_LINE - longer.length(), LONGEST_LINE / 2)) + longer;
        JsonText template = JsonText.object()
                .with("card_type", "button_interaction")
                .with("main_title", JsonText.object().with("title", cut(card.title(), LONGEST_TITLE)))
                .with("sub_title_text", text);
        return facts.isEmpty() ? template : template.withAll("horizontal_content_list", facts);
    }

    private static boolean isShort(Writing.Fact fact) {
        return fact.name().length() <= LONGEST_NAME && fact.value().length() <= LONGEST_VALUE;
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** One that only leads somewhere may be as long as Markdown; where a press is to come back, the card cuts its text. */
    private static boolean isTemplate(Writing.Card card) {
        return card.buttons().size() <= MOST_BUTTONS
                && (card.comesBack()
                        || !card.buttons().isEmpty()
                                && card.facts().isEmpty()
                                && card.text().length() <= LONGEST_LINE
                                && card.title().length() <= LONGEST_TITLE);
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
                                .with("style", LOOKS.get(b.style()))
                                .with("key", b.choice()))
                .toList();
    }
}
