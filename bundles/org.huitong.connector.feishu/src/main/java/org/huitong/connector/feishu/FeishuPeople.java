// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.Sender;
import org.huitong.kit.parse.Json;

/**
 * Who said or did it, and what an event tells in words.
 *
 * <p>Of the platform's three ids of a person the user_id goes first: it is the one within the company, the only one that
 * events of the first generation share with the second, and the same for every application. Without the permission
 * that shows it the union_id stands in (the same for all applications of one developer), and last the open_id, which
 * each application sees differently.
 */
final class FeishuPeople {
    /** Where events name who acted, the surest first. */
    private static final List<String> ACTORS = List.of("operator_id", "operator", "reader", "user_id", "user");

    private static final List<String> ACTORS_BESIDE = List.of("from", "user_id", "employee_id", "open_id");

    private FeishuPeople() {}

    /** @param told the sender of a message as its event tells it */
    static Sender sender(Json told, String tenant) {
        Optional<String> id = id(told.at("sender_id")).or(() -> id(told));
        String type = told.text("sender_type").orElse("user");
        Sender.Kind kind =
                switch (type) {
                    case "app", "bot" -> Sender.Kind.ROBOT;
                    case "system" -> Sender.Kind.SYSTEM;
                        // Somebody of another company in a chat that is shared with them.
                    default -> told.text("tenant_key")
                                    .filter(theirs -> !theirs.isBlank() && !theirs.equals(tenant))
                                    .isPresent()
                            ? Sender.Kind.CUSTOMER
                            : Sender.Kind.PERSON;
                };
        return new Sender(id.orElse(""), List.of(), Optional.empty(), kind, Optional.empty());
    }

    static Sender actor(Json body, String tenant) {
        Optional<String> id = Stream.concat(
                        ACTORS.stream().map(body::at),
                        Stream.of(body.at("notice_meta").at("from_user_id")))
                .flatMap(told -> Stream.of(told, told.at("id"), told.at("operator_id"), told.at("reader_id")))
                .filter(Json::isObject)
                .flatMap(told -> id(told).stream())
                .findFirst();
        Optional<String> found = id.or(() -> FeishuEvent.word(body, ACTORS_BESIDE.toArray(String[]::new)));
        return found.map(Sender::person).orElse(Sender.SYSTEM);
    }

    /** What a person would want to read of an event: its topic, its people, its reason, what was chosen. */
    static Optional<String> told(Json body) {
        return FeishuEvent.word(body.at("meeting"), "topic")
                .or(() -> FeishuEvent.word(body.at("object"), "name"))
                .or(() -> FeishuEvent.word(body.at("reaction_type"), "emoji_type"))
                .or(() -> names(body.at("users")))
                .or(() -> FeishuEvent.word(body, "leave_reason", "work_reason", "out_reason", "trip_reason", "status"))
                .or(() -> chosen(body.at("action")));
    }

    private static Optional<String> chosen(Json action) {
        return FeishuEvent.word(action, "option", "input_value")
                .or(() -> Stream.of("form_value", "value")
                        .map(action::at)
                        .filter(value -> value.isObject() && !value.names().isEmpty() || value.isText())
                        .map(value -> value.text().orElseGet(value::toString))
                        .findFirst())
                .or(() -> FeishuEvent.word(action, "name", "tag"));
    }

    private static Optional<String> names(Json people) {
        String names = people.items().stream()
                .flatMap(one -> FeishuEvent.word(one, "name").stream())
                .collect(Collectors.joining("、"));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private static Optional<String> id(Json told) {
        return FeishuEvent.word(told, "user_id", "employee_id", "union_id", "open_id");
    }
}
