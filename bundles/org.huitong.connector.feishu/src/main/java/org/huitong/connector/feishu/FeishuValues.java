// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/**
 * The platform's own words and values out of a document whose shape may be new: each in a line of its own, under the
 * platform's word for it, in the order of the document. What says nothing to a person is left out; the sealed payload
 * has it all.
 */
final class FeishuValues {
    /** Secrets, what stands in the message apart from its content, and what only machines read. */
    private static final Set<String> SILENT = Set.of(
            "token",
            "app_id",
            "schema",
            "uuid",
            "event_id",
            "app_ticket",
            "ticket",
            "cookie",
            "union_id",
            "open_message_id",
            "open_chat_id",
            "timestamp",
            "action_time",
            "create_time",
            "update_time",
            "timezone",
            "host",
            "delivery_type",
            "biz_cust_id",
            "avatar",
            "preview_token");

    /** Of companies: who belongs to another than the message's is told so beside the id. */
    private static final String COMPANY = "tenant_key";

    private static final Set<String> TOLD =
            Set.of("user_id", "employee_id", "open_id", "name", "operator_name", "user_name");
    private static final Pattern MOMENT = Pattern.compile("[0-9]{10,16}");

    private final String tenant;
    private final List<String> lines = new ArrayList<>();

    private FeishuValues(String tenant) {
        this.tenant = tenant;
    }

    /**
     * @param tenant of the message
     * @param apart members at the top that are told elsewhere
     */
    static List<String> lines(Json json, String tenant, Set<String> apart) {
        FeishuValues values = new FeishuValues(tenant);
        for (String name : json.names()) {
            if (!apart.contains(name)) {
                values.value(name, json.at(name), json);
            }
        }
        return values.lines;
    }

    // Recursion is bounded by the depth of what was parsed; a text that is JSON itself is at most half as long as what
    // it stands in, once it is escaped within another.
    private void value(String name, Json value, Json within) {
        if (isSilent(name) || isSecondId(name, within)) {
            return;
        }
        Optional<String> person = person(name, value, tenant);
        if (person.isPresent()) {
            add(name, person.get());
            rest(name, value);
        } else if (value.isObject()) {
            value.names().forEach(inner -> value(inner, value.at(inner), value));
        } else if (value.isArray()) {
            list(name, value, within);
        } else {
            value.text().ifPresent(text -> text(name, text, within));
        }
    }

    /** What is a word or a person stands in one line, everything else behind it. */
    private void list(String name, Json list, Json within) {
        add(
                name,
                list.items().stream()
                        .flatMap(item -> person(name, item, tenant).or(item::text).stream())
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining("、")));
        for (Json item : list.items()) {
            if (person(name, item, tenant).isPresent()) {
                rest(name, item);
            } else if (item.isObject() || item.isArray()) {
                value(name, item, within);
            }
        }
    }

    /** Forms of approvals and the like are JSON that stands as a text in the JSON. */
    private void text(String name, String text, Json within) {
        String bare = text.strip();
        if ((bare.startsWith("{") || bare.startsWith("[")) && Json.read(bare) instanceof Parsed.Good<Json> folded) {
            value(name, folded.value(), within);
        } else {
            add(name, shown(name, text));
        }
    }

    /** What a person has beside names and ids. */
    private void rest(String role, Json person) {
        for (String name : person.names()) {
            Json value = person.at(name);
            if (!TOLD.contains(name) && !isIds(role, name, value)) {
                value(name, value, person);
            }
        }
    }

    private static boolean isSilent(String name) {
        String known = name.toLowerCase(Locale.ROOT);
        return SILENT.contains(known) || known.endsWith(COMPANY);
    }

    /** Of the platform's three ids of one person the first is enough to read. */
    private static boolean isSecondId(String name, Json within) {
        return name.equals("open_id")
                && FeishuEvent.word(within, "user_id", "employee_id").isPresent();
    }

    /** Whether the ids of somebody stand in a member of their own: {@code operator.operator_id}, {@code users.user_id}. */
    private static boolean isIds(String role, String name, Json value) {
        return value.isObject()
                && (name.equals("id") || name.equals("user_id") || name.endsWith("_id") && role.startsWith(bare(name)));
    }

    private static String bare(String name) {
        return name.substring(0, name.length() - "_id".length());
    }

    /**
     * Somebody, as the name and the surest id; the ids may stand one deeper.
     *
     * @param role the platform's word for what somebody is here
     */
    static Optional<String> person(String role, Json value, String tenant) {
        boolean known = value.names().stream().anyMatch(name -> name.equals("open_id") || name.equals("union_id"));
        Optional<String> id = FeishuPeople.ids(value).stream().findFirst();
        for (String inner : value.names()) {
            if (isIds(role, inner, value.at(inner))) {
                Optional<String> deeper =
                        FeishuPeople.ids(value.at(inner)).stream().findFirst();
                known = known || deeper.isPresent();
                id = deeper.isPresent() ? deeper : id;
            }
        }
        if (!known || id.isEmpty()) {
            return Optional.empty();
        }
        String shown = id.get()
                + FeishuPeople.company(value, tenant)
                        .map(theirs -> "@" + theirs)
                        .orElse("");
        return Optional.of(FeishuEvent.word(value, "name", "operator_name", "user_name")
                .map(name -> name + " (" + shown + ")")
                .orElse(shown));
    }

    /** Moments as people write them. */
    private static String shown(String name, String text) {
        boolean moment = name.endsWith("time") && MOMENT.matcher(text).matches();
        return moment ? FeishuTime.read(text).map(FeishuTime::show).orElse(text) : text;
    }

    private void add(String name, String text) {
        if (!text.isBlank()) {
            lines.add(name + ": " + text.strip());
        }
    }
}
