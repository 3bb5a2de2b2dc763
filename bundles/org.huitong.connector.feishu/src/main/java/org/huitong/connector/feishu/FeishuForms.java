// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.send.JsonText;

/** What is written, in Feishu's forms. Markdown is only known within a card. */
final class FeishuForms {
    private static final Map<Writing.Style, String> LOOKS = Map.of(
            Writing.Style.PLAIN, "default",
            Writing.Style.MAIN, "primary",
            Writing.Style.DANGER, "danger");

    private FeishuForms() {}

    /** A message's type and content. */
    record Form(String type, JsonText content) {}

    /** @param key of the piece, which comes back with a press */
    static Form of(Writing writing, String key) {
        if (writing instanceof Writing.Text text) {
            return new Form("text", JsonText.object().with("text", unmentioned(text.text())));
        }
        if (writing instanceof Writing.Markdown markdown) {
            return new Form("interactive", JsonText.object().withAll("elements", List.of(words(markdown.text()))));
        }
        return new Form("interactive", card((Writing.Card) writing, key));
    }

    /**
     * A card of the second structure. That it may be changed for all who see it has to be said before and after:
     * open.feishu.cn/document/server-docs/im-v1/message-card/patch.
     */
    static JsonText card(Writing.Card card, String key) {
        List<JsonText> elements = new ArrayList<>(List.of(words(card.body())));
        card.buttons().forEach(button -> elements.add(button(button, key)));
        return JsonText.object()
                .with("schema", "2.0")
                .with("config", JsonText.object().with("update_multi", true))
                .with("header", JsonText.object().with("title", plain(card.title())))
                .with("body", JsonText.object().withAll("elements", elements));
    }

    private static JsonText button(Writing.Button button, String key) {
        JsonText behaviour = button.link().isPresent()
                ? JsonText.object()
                        .with("type", "open_url")
                        .with("default_url", button.link().get())
                : JsonText.object()
                        .with("type", "callback")
                        .with(
                                "value",
                                JsonText.object()
                                        .with(FeishuEvents.CHOICE, button.choice())
                                        .with(FeishuEvents.LETTER, key));
        return JsonText.object()
                .with("tag", "button")
                .with("text", plain(button.label()))
                .with("type", LOOKS.get(button.style()))
                .withAll("behaviors", List.of(behaviour));
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
