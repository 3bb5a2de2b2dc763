// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/**
 * What happened, as content: the platform's words and values as text, our sentence beside them, and what somebody chose
 * as an action. Pure.
 */
final class FeishuEvents {
    /** Of a press: what is chosen is told apart, what the control looks like not at all. */
    private static final Set<String> TOLD =
            Set.of("tag", "value", "form_value", "option", "options", "input_value", "checked");

    /** What a button of ours gives back. */
    static final String CHOICE = "choice";

    static final String LETTER = "letter";

    private FeishuEvents() {}

    static Content content(FeishuEvent event) {
        Json body = event.body();
        ContentBuilder out = new ContentBuilder().event(event.type(), FeishuTitles.of(event.type()));
        if (event.type().startsWith(FeishuEvent.CARD)) {
            pressed(event, out);
        } else {
            FeishuEvent.word(body, "event_key").ifPresent(out::choice);
            // The first generation names the event within it.
            boolean named =
                    FeishuEvent.word(body, "type").filter(event.type()::equals).isPresent();
            FeishuValues.lines(body, event.tenant(), named ? Set.of("type") : Set.of())
                    .forEach(out::line);
        }
        return out.build(MessageType.EVENT);
    }

    /** A press on a card: which button, which options, what was written into it. */
    private static void pressed(FeishuEvent event, ContentBuilder out) {
        Json body = event.body();
        Json action = body.at("action");
        Optional<String> letter = FeishuEvent.word(action.at("value"), LETTER);
        out.answering(letter.or(() -> FeishuEvent.word(body.at("context"), "open_message_id"))
                .or(() -> FeishuEvent.word(body, "open_message_id")));
        if (body.at("operator").isObject()) {
            FeishuValues.person("operator", body.at("operator"), event.tenant())
                    .ifPresent(who -> out.field("operator", who));
        }
        List<String> choices = new ArrayList<>();
        if (letter.isPresent()) {
            FeishuEvent.word(action.at("value"), CHOICE).ifPresent(choices::add);
        } else {
            chosen("", action.at("value"), choices);
        }
        chosen("", action.at("form_value"), choices);
        choices.forEach(out::line);
        for (String name : List.of("option", "options", "input_value", "checked")) {
            List<String> one = new ArrayList<>();
            chosen("", action.at(name), one);
            out.field(name, String.join("、", one));
            // A word alone says whether it is yes or no to what.
            one.forEach(word -> choices.add(name.equals("checked") ? name + ": " + word : word));
        }
        FeishuValues.lines(action, event.tenant(), TOLD).forEach(out::line);
        if (choices.isEmpty()) {
            FeishuEvent.word(action, "name", "tag").ifPresent(choices::add);
        }
        choices.forEach(out::choice);
    }

    /** Each choice under the name that the card gave it; what is nested, under both names. */
    private static void chosen(String name, Json value, List<String> choices) {
        if (value.isObject()) {
            value.names()
                    .forEach(inner -> chosen(name.isEmpty() ? inner : name + "." + inner, value.at(inner), choices));
        } else if (value.isArray()
                && value.items().stream().allMatch(item -> item.text().isPresent())) {
            say(
                    name,
                    value.items().stream().flatMap(item -> item.text().stream()).collect(Collectors.joining("、")),
                    choices);
        } else if (value.isArray()) {
            value.items().forEach(item -> chosen(name, item, choices));
        } else {
            say(name, value.text().orElse(""), choices);
        }
    }

    private static void say(String name, String words, List<String> choices) {
        if (!words.isBlank()) {
            choices.add((name.isEmpty() ? "" : name + ": ") + words.strip());
        }
    }
}
