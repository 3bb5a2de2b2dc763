// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.List;
import org.huitong.api.outbox.Writing;
import org.huitong.kit.send.JsonText;

/** What is written, in DingTalk's forms: the robot's templates, and those that webhooks and work notices share. */
final class DingtalkForms {
    private static final int MOST_BUTTONS = 5;

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
        Writing.Card card = (Writing.Card) writing;
        List<Writing.Button> buttons = card.buttons();
        if (!leads(card)) {
            return new Sample("sampleMarkdown", markdown(card.title(), withButtons(card)));
        }
        JsonText param = markdown(card.title(), card.text());
        if (buttons.size() == 1) {
            return new Sample("sampleActionCard", single(param, buttons.get(0)));
        }
        for (int i = 0; i < buttons.size(); i++) {
            param.with("actionTitle" + (i + 1), buttons.get(i).label())
                    .with("actionURL" + (i + 1), buttons.get(i).link().orElseThrow());
        }
        return new Sample("sampleActionCard" + buttons.size(), param);
    }

    /** The form of custom robots. */
    static JsonText webhook(Writing writing) {
        if (writing instanceof Writing.Card card && leads(card)) {
            JsonText action = markdown(card.title(), card.text());
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
                : markdown(((Writing.Card) writing).title(), withButtons((Writing.Card) writing));
        return JsonText.object().with("msgtype", "markdown").with("markdown", markdown);
    }

    /** Whether each button is a link: a press that comes back is not among these forms. */
    private static boolean leads(Writing.Card card) {
        return !card.buttons().isEmpty()
                && card.buttons().size() <= MOST_BUTTONS
                && card.buttons().stream().allMatch(b -> b.link().isPresent());
    }

    private static String withButtons(Writing.Card card) {
        StringBuilder text = new StringBuilder(card.text());
        card.buttons().forEach(b -> text.append("\n\n")
                .append(b.link()
                        .map(link -> "[" + b.label() + "](" + link + ")")
                        .orElse("· " + b.label())));
        return text.toString();
    }

    private static JsonText markdown(String title, String text) {
        return JsonText.object().with("title", title).with("text", text);
    }

    private static JsonText single(JsonText param, Writing.Button button) {
        return param.with("singleTitle", button.label())
                .with("singleURL", button.link().orElseThrow());
    }
}
