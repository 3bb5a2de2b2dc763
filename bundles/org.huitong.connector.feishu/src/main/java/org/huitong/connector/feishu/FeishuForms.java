// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.List;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.send.JsonText;

/** What is written, in Feishu's forms. Markdown is only known within a card. */
final class FeishuForms {
    private FeishuForms() {}

    /** A message's type and content. */
    record Form(String type, JsonText content) {}

    static Form of(Writing writing) {
        if (writing instanceof Writing.Text text) {
            return new Form("text", JsonText.object().with("text", unmentioned(text.text())));
        }
        if (writing instanceof Writing.Markdown markdown) {
            return new Form("interactive", JsonText.object().withAll("elements", List.of(words(markdown.text()))));
        }
        Writing.Card card = (Writing.Card) writing;
        List<JsonText> elements = card.buttons().isEmpty()
                ? List.of(words(card.text()))
                : List.of(
                        words(card.text()),
                        JsonText.object()
                                .with("tag", "action")
                                .withAll(
                                        "actions",
                                        card.buttons().stream()
                                                .map(FeishuForms::button)
                                                .toList()));
        return new Form(
                "interactive",
                JsonText.object()
                        .with("header", JsonText.object().with("title", plain(card.title())))
                        .withAll("elements", elements));
    }

    private static JsonText button(Writing.Button button) {
        JsonText made = JsonText.object().with("tag", "button").with("text", plain(button.label()));
        return button.link().isPresent()
                ? made.with("url", button.link().get())
                : made.with("value", JsonText.object().with("choice", button.choice()));
    }

    private static JsonText words(String markdown) {
        return JsonText.object().with("tag", "markdown").with("content", unmentioned(markdown));
    }

    private static JsonText plain(String text) {
        return JsonText.object().with("tag", "plain_text").with("content", text);
    }

    /** The platform reads a tag in plain words as calling somebody, or everybody: who pastes one does not mean that. */
    private static String unmentioned(String text) {
        return text.replace("<at ", "<\u200bat ");
    }
}
