// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.kit.parse.Json;

/**
 * The lines that a person sees on a card. The platform hands a card out simplified (rows of inline parts) or as it was
 * built (blocks within blocks, two generations of them): one walk reads all three, and a block of an unknown kind passes
 * on what stands in it. For one thread and one card.
 */
final class FeishuCard {
    /** What holds further blocks, in the order people see them. */
    private static final List<String> INSIDE = List.of(
            "header",
            "title",
            "subtitle",
            "text_tag_list",
            "text",
            "content",
            "label",
            "fields",
            "columns",
            "elements",
            "body",
            "actions",
            "extra",
            "chart_spec");

    /** Where a person gets to by a press. */
    private static final Set<String> ADDRESSES =
            Set.of("url", "href", "default_url", "pc_url", "android_url", "ios_url", "multi_url", "card_link");

    private static final List<String> LANGUAGES = List.of("zh_cn", "en_us");

    private final Set<String> addresses = new LinkedHashSet<>();
    private final Set<String> images = new LinkedHashSet<>();
    private final Function<Json, String> mentioned;
    private final UnaryOperator<String> named;

    /**
     * @param mentioned what an at-node shows
     * @param named names in the place of what stands for them in a text
     */
    FeishuCard(Function<Json, String> mentioned, UnaryOperator<String> named) {
        this.mentioned = mentioned;
        this.named = named;
    }

    /** The addresses that the card leads to, each once; known when its lines have been read. */
    Set<String> addresses() {
        return addresses;
    }

    /** The keys of its pictures, those of buttons and the like left out; known when its lines have been read. */
    Set<String> images() {
        return images;
    }

    List<String> lines(Json card) {
        List<String> lines = new ArrayList<>();
        lead(card);
        add(words(card.at("title")), lines);
        Json header = card.at("header").exists() ? card.at("header") : inLanguage(card.at("i18n_header"));
        add(words(header.at("title")), lines);
        add(words(header.at("subtitle")), lines);
        add(boxes(header.at("text_tag_list")), lines);
        blocks(card.at("elements"), lines);
        blocks(card.at("body").at("elements"), lines);
        blocks(inLanguage(card.at("i18n_elements")), lines);
        return lines;
    }

    private static Json inLanguage(Json languages) {
        return Stream.concat(LANGUAGES.stream(), languages.names().stream())
                .map(languages::at)
                .filter(Json::exists)
                .findFirst()
                .orElse(languages);
    }

    private void lead(Json part) {
        part.items().forEach(this::lead);
        for (String name : part.names()) {
            Json inside = part.at(name);
            if (ADDRESSES.contains(name) && inside.isText()) {
                inside.text().map(String::strip).filter(a -> a.contains("://")).ifPresent(addresses::add);
            }
            lead(inside);
        }
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
                add(part(block.at("extra")), lines);
            }
            case "table" -> table(block, lines);
            case "img" -> {
                picture(block);
                add(words(block.at("title")), lines);
                add(words(block.at("alt")), lines);
            }
            case "img_combination" -> block.at("img_list").items().forEach(this::picture);
            case "column_set", "column", "form", "interactive_container", "collapsible_panel" -> {
                add(words(block.at("header").at("title")), lines);
                blocks(block.at("columns"), lines);
                blocks(block.at("elements"), lines);
            }
            default -> add(part(block), lines);
        }
    }

    /** The heads of the columns, then row by row what stands in them. */
    private void table(Json table, List<String> lines) {
        List<Json> columns = table.at("columns").items();
        add(
                columns.stream()
                        .map(column -> column.text("display_name")
                                .or(() -> column.text("name"))
                                .orElse(""))
                        .collect(Collectors.joining(" | ")),
                lines);
        for (Json row : table.at("rows").items()) {
            add(
                    columns.stream()
                            .map(column -> row.at(column.text("name").orElse("")))
                            .map(cell -> cell.isArray()
                                    ? cell.items().stream().map(this::words).collect(Collectors.joining("、"))
                                    : words(cell))
                            .collect(Collectors.joining(" | ")),
                    lines);
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
            case "person" -> person(part);
            case "person_list" -> part.at("persons").items().stream()
                    .map(this::person)
                    .collect(Collectors.joining("、"));
            case "img" -> {
                picture(part);
                yield words(part.at("alt"));
            }
            case "text_tag" -> boxed(words(part.at("text")));
            case "select_static",
                    "multi_select_static",
                    "select_person",
                    "multi_select_person",
                    "select_img",
                    "date_picker",
                    "picker_time",
                    "picker_datetime",
                    "overflow",
                    "checker",
                    "input" -> boxed(offered(part));
            default -> words(part);
        };
    }

    private String person(Json person) {
        return FeishuEvent.word(person, "user_id", "id").isPresent() ? mentioned.apply(person) : "";
    }

    private void picture(Json picture) {
        FeishuEvent.word(picture, "img_key", "image_key").ifPresent(images::add);
    }

    private String boxes(Json tags) {
        return tags.items().stream().map(tag -> boxed(words(tag.at("text")))).collect(Collectors.joining());
    }

    /** What stands in a field before anybody chose, and what can be chosen. */
    private String offered(Json field) {
        return Stream.concat(
                        Stream.of("label", "placeholder", "text", "default_value")
                                .map(name -> words(field.at(name))),
                        field.at("options").items().stream().map(option -> words(option.at("text"))))
                .filter(words -> !words.isBlank())
                .collect(Collectors.joining(" / "));
    }

    private static String boxed(String words) {
        return words.isEmpty() ? "" : "[" + words + "]";
    }

    /** A text stands bare, as the content of a text element, or deeper in an element that we do not know. */
    private String words(Json part) {
        if (part.isArray()) {
            return inline(part);
        }
        if (!part.isObject()) {
            return part.text().map(named).orElse("");
        }
        return part.text("content").or(() -> part.text("text")).map(named).orElseGet(() -> deeper(part));
    }

    private String deeper(Json part) {
        Json translated = inLanguage(part.at("i18n"));
        return Stream.concat(Stream.of(translated), INSIDE.stream().map(part::at))
                .map(inside -> inside.isObject() ? part(inside) : words(inside))
                .filter(words -> !words.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static void add(String line, List<String> lines) {
        if (!line.isBlank()) {
            lines.add(line.strip());
        }
    }
}
