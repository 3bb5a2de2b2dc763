// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.huitong.kit.parse.Json;

/**
 * The lines that a person sees on a card. The platform hands a card out simplified (rows of inline parts) or as it was
 * built (blocks within blocks, two generations of them): one walk reads all three.
 */
final class FeishuCard {
    /** What holds further blocks, in the order people see them. */
    private static final List<String> INSIDE =
            List.of("text", "fields", "columns", "elements", "actions", "header", "title", "subtitle", "body", "extra");

    private final Function<Json, String> mentioned;
    private final UnaryOperator<String> named;

    FeishuCard(Function<Json, String> mentioned, UnaryOperator<String> named) {
        this.mentioned = mentioned;
        this.named = named;
    }

    List<String> lines(Json card) {
        List<String> lines = new ArrayList<>();
        add(words(card.at("title")), lines);
        add(words(card.at("header").at("title")), lines);
        add(words(card.at("header").at("subtitle")), lines);
        blocks(card.at("elements"), lines);
        blocks(card.at("body").at("elements"), lines);
        if (card.at("i18n_elements").isObject()) {
            Json languages = card.at("i18n_elements");
            String language = languages.at("zh_cn").exists()
                    ? "zh_cn"
                    : languages.names().stream().findFirst().orElse("");
            blocks(languages.at(language), lines);
        }
        return lines;
    }

    private void blocks(Json blocks, List<String> lines) {
        for (Json block : blocks.items()) {
            if (block.isArray()) {
                add(inline(block), lines);
            } else {
                block(block, lines);
            }
        }
    }

    private void block(Json block, List<String> lines) {
        switch (block.text("tag").orElse("")) {
            case "action", "note" -> {
                add(inline(block.at("actions")), lines);
                add(inline(block.at("elements")), lines);
            }
            case "div" -> {
                add(words(block.at("text")), lines);
                block.at("fields").items().forEach(field -> add(words(field.at("text")), lines));
            }
            case "column_set", "column", "form", "interactive_container", "collapsible_panel" -> {
                add(words(block.at("header").at("title")), lines);
                blocks(block.at("columns"), lines);
                blocks(block.at("elements"), lines);
            }
            default -> add(part(block), lines);
        }
    }

    private String inline(Json parts) {
        return parts.items().stream()
                .map(this::part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining());
    }

    private String part(Json part) {
        return switch (part.text("tag").orElse("")) {
            case "button" -> boxed(words(part.at("text")));
            case "at" -> mentioned.apply(part);
            case "img", "hr" -> "";
            case "select_static",
                    "multi_select_static",
                    "select_person",
                    "date_picker",
                    "picker_time",
                    "input" -> boxed(words(part.at("placeholder")));
            case "note" -> inline(part.at("elements"));
            default -> words(part);
        };
    }

    private static String boxed(String words) {
        return words.isEmpty() ? "" : "[" + words + "]";
    }

    /** A text stands bare, as the content of a text element, or deeper in an element that we do not know. */
    private String words(Json part) {
        if (part.isObject()) {
            return part.text("content").or(() -> part.text("text")).map(named).orElseGet(() -> deeper(part));
        }
        return part.isArray() ? inline(part) : part.text().map(named).orElse("");
    }

    private String deeper(Json part) {
        for (String name : INSIDE) {
            Json inside = part.at(name);
            if (inside.exists()) {
                String words = words(inside);
                if (!words.isEmpty()) {
                    return words;
                }
            }
        }
        return "";
    }

    private static void add(String line, List<String> lines) {
        if (!line.isBlank()) {
            lines.add(line.strip());
        }
    }
}
