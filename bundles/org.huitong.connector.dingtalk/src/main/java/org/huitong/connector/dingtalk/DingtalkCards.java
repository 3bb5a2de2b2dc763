// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.part;
import static org.huitong.connector.dingtalk.DingtalkJson.said;
import static org.huitong.connector.dingtalk.DingtalkJson.unfolded;
import static org.huitong.connector.dingtalk.DingtalkJson.words;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/** Cards, links and texts in Markdown that somebody forwards or quotes, with each button and where it leads. Pure. */
final class DingtalkCards {
    private static final String[] ADDRESSES = {
        "messageUrl", "messageURL", "message_url", "actionURL", "actionUrl", "action_url", "jumpUrl", "url", "href"
    };

    /** Where a link of Markdown leads, also with a scheme of the platform's own. */
    private static final Pattern LINK = Pattern.compile("\\]\\(\\s*([a-zA-Z][a-zA-Z0-9+.-]*:[^\\s()]+)");

    /** More addresses than a person would follow are only found in the text. */
    private static final int FOLLOWED = 100;

    private DingtalkCards() {}

    static void read(String kind, Json body, ContentBuilder out) {
        switch (kind) {
            case "feedcard" -> part(body, "links").ifPresent(links -> buttons(links, out));
            case "link" -> {
                out.newLine()
                        .link(
                                words(body, "title").orElse(""),
                                said(body, ADDRESSES).orElse(""));
                out.line(words(body, "text", "content", "description"));
            }
            case "oa" -> notice(body, out);
            default -> card(body, out);
        }
    }

    /** A text in Markdown, and of a card its buttons. */
    private static void card(Json body, ContentBuilder out) {
        Optional<String> text = words(body, "text", "markdown", "content");
        // The title is what the list of chats shows of it; most texts begin with it.
        words(body, "title")
                .filter(title -> !text.orElse("").contains(title.strip()))
                .ifPresent(out::line);
        text.ifPresent(words -> markdown(words, out));
        button(words(body, "singleTitle", "single_title"), said(body, "singleURL", "singleUrl", "single_url"), out);
        for (String list : new String[] {"btns", "buttons", "btn_json_list", "btnJsonList"}) {
            part(body, list).ifPresent(buttons -> buttons(buttons, out));
        }
        said(body, ADDRESSES).ifPresent(out::address);
    }

    private static void markdown(String text, ContentBuilder out) {
        out.line(text);
        Matcher link = LINK.matcher(text);
        for (int i = 0; i < FOLLOWED && link.find(); i++) {
            out.address(link.group(1));
        }
    }

    private static void buttons(Json buttons, ContentBuilder out) {
        for (Json each : buttons.items()) {
            Json button = unfolded(each);
            button(words(button, "title", "text", "name"), said(button, ADDRESSES), out);
        }
    }

    private static void button(Optional<String> title, Optional<String> address, ContentBuilder out) {
        if (title.isPresent() || address.isPresent()) {
            out.newLine().link(title.orElse(""), address.orElse(""));
        }
    }

    /** A notice of an office application: a head, lines of a form, a big number, words, who sent it. */
    private static void notice(Json notice, ContentBuilder out) {
        out.line(words(notice.at("head"), "text"));
        Json body = unfolded(notice.at("body"));
        out.line(words(body, "title"));
        for (Json line : unfolded(body.at("form")).items()) {
            String name = words(line, "key").orElse("").strip();
            boolean colon = name.endsWith(":") || name.endsWith("：");
            out.line((colon || name.isEmpty() ? name : name + ": ")
                    + words(line, "value").orElse(""));
        }
        Json rich = body.at("rich");
        out.line(words(rich, "num").orElse("") + words(rich, "unit").orElse(""));
        out.line(words(body, "content"));
        out.line(words(body, "author"));
        said(notice, ADDRESSES).ifPresent(out::address);
    }

    /**
     * A card as its template shows it: as a tree of elements, as the values that fill the template, or as words in the
     * usual places.
     */
    static void interactive(Json card, ContentBuilder out) {
        Optional<Json> tree = part(card, "cardContent").filter(there -> !there.isText());
        Optional<Json> values =
                part(unfolded(card.at("cardData")), "cardParamMap").or(() -> part(card, "cardParamMap"));
        if (tree.isPresent()) {
            elements(tree.get(), out);
        } else if (values.isPresent()) {
            DingtalkFacts.write(values.get(), out);
        } else {
            DingtalkFacts.write(card, out);
        }
    }

    private static void elements(Json tree, ContentBuilder out) {
        for (Json each : tree.items()) {
            elements(unfolded(each), out);
        }
        if (tree.isObject()) {
            String kind = said(tree, "elementType", "type").orElse("");
            Optional<String> shown = words(tree, "value", "text", "content", "title");
            Optional<String> address = said(tree, ADDRESSES);
            // The value of a picture is where it lies, which nobody sees.
            if (address.isPresent() || shown.isPresent() && !kind.equalsIgnoreCase("IMAGE")) {
                button(shown, address, out);
            }
            elements(unfolded(tree.at("children")), out);
        }
    }

    static void location(Json place, ContentBuilder out) {
        out.line(words(place, "title", "name", "poiName", "locationName"));
        out.line(words(place, "address", "addr", "detail"));
        Optional<String> latitude = said(place, "latitude", "lat");
        Optional<String> longitude = said(place, "longitude", "lng", "lon");
        if (latitude.isPresent() && longitude.isPresent()) {
            out.line(latitude.get() + ", " + longitude.get());
        }
        said(place, ADDRESSES).ifPresent(out::address);
    }
}
