// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.List;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.JsonText;

/** What is written, in DingTalk's forms: the robot's templates, and those that webhooks and work notices share. */
final class DingtalkForms {
    private static final int MOST_BUTTONS = 5;

    /** Source: "轻量级互动卡片消息" of the vendor's pages. */
    private static final String SAYING = "dtmd://dingtalkclient/sendMessage?content=";

    private DingtalkForms() {}

    /** One of the robot's templates with its parameters. */
    record Sample(String key, JsonText param) {}

    static Sample sample(Writing writing) {
        if (writing instanceof Writing.Text text) {
            return new Sample("sampleText", JsonText.object().with("content", text.text()));
        }
        if (writing instanceof Writing.Markdown markdown) {
            return new Sample("sampleMarkdown", markdown(markdown.title(), markdown.text()));
        }
        Writing.Card card = answered((Writing.Card) writing);
        List<Writing.Button> buttons = card.buttons();
        if (!leads(card)) {
            return new Sample(
                    "sampleMarkdown", markdown(card.title(), card.inMarkdown().text()));
        }
        JsonText param = markdown(card.title(), card.body());
        if (buttons.size() == 1) {
            return new Sample("sampleActionCard", single(param, buttons.get(0)));
        }
        for (int i = 0; i < buttons.size(); i++) {
            param.with("actionTitle" + (i + 1), buttons.get(i).label())
                    .with("actionURL" + (i + 1), buttons.get(i).link().orElseThrow());
        }
        return new Sample("sampleActionCard" + buttons.size(), param);
    }

    /**
     * Buttons of these cards only lead somewhere, and there is an address that has the one who presses say something to the
     * robot: so where a card comes back as words just as well, a press says them.
     */
    private static Writing.Card answered(Writing.Card card) {
        List<Writing.Button> buttons = card.buttons().stream()
                .map(b -> b.link().isEmpty() && b.says().isPresent()
                        ? Writing.Button.to(
                                b.label(), SAYING + Address.escaped(b.says().get()))
                        : b)
                .toList();
        return new Writing.Card(card.title(), card.text(), card.facts(), buttons, card.about());
    }

    /** The form of custom robots. */
    static JsonText webhook(Writing writing) {
        if (writing instanceof Writing.Card card && leads(card)) {
            JsonText action = markdown(card.title(), card.body());
            if (card.buttons().size() == 1) {
                single(action, card.buttons().get(0));
            } else {
                action.with("btnOrientation", "0")
                        .withAll(
                                "btns",
                                card.buttons().stream()
                                        .map(b -> JsonText.object()
                                                .with("title", b.label())
                                                .with("actionURL", b.link().orElseThrow()))
                                        .toList());
            }
            return JsonText.object().with("msgtype", "actionCard").with("actionCard", action);
        }
        return plain(writing);
    }

    /** The form of work notices, which know no template. */
    static JsonText plain(Writing writing) {
        if (writing instanceof Writing.Text text) {
            return JsonText.object()
                    .with("msgtype", "text")
                    .with("text", JsonText.object().with("content", text.text()));
        }
        JsonText markdown = writing instanceof Writing.Markdown own
                ? markdown(own.title(), own.text())
                : markdown(
                        ((Writing.Card) writing).title(),
                        ((Writing.Card) writing).inMarkdown().text());
        return JsonText.object().with("msgtype", "markdown").with("markdown", markdown);
    }

    /** Whether each button is a link: a press that comes back is not among these forms. */
    private static boolean leads(Writing.Card card) {
        return !card.buttons().isEmpty()
                && card.buttons().size() <= MOST_BUTTONS
                && card.buttons().stream().allMatch(b -> b.link().isPresent());
    }

    private static JsonText markdown(String title, String text) {
        return JsonText.object().with("title", title).with("text", text);
    }

    private static JsonText single(JsonText param, Writing.Button button) {
        return param.with("singleTitle", button.label())
                .with("singleURL", button.link().orElseThrow());
    }
}
