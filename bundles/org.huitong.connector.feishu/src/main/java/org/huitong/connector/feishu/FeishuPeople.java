// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.message.Sender;
import org.huitong.kit.parse.Json;

/**
 * Who said or did it.
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
        List<String> ids = Stream.of(told.at("sender_id"), told)
                .flatMap(where -> ids(where).stream())
                .distinct()
                .toList();
        Sender.Kind kind =
                switch (told.text("sender_type").orElse("user")) {
                    case "app", "bot" -> Sender.Kind.ROBOT;
                    case "system" -> Sender.Kind.SYSTEM;
                    default -> Sender.Kind.PERSON;
                };
        return party(ids, kind, FeishuEvent.word(told, "name"), company(told, tenant));
    }

    private static Sender party(List<String> ids, Sender.Kind kind, Optional<String> name, Optional<String> company) {
        Sender party = new Sender(ids.stream().findFirst().orElse(""), ids, Optional.empty(), kind, name);
        // Somebody of another company, in a chat that is shared with them: a user_id of theirs may be a colleague's.
        return company.filter(theirs -> !ids.isEmpty()).map(party::of).orElse(party);
    }

    /** The company of somebody, where that is another than the message's. */
    static Optional<String> company(Json told, String tenant) {
        return FeishuEvent.word(told, "tenant_key").filter(theirs -> !theirs.equals(tenant));
    }

    /**
     * Who did what an event tells of; the people that it happened to are not its sender.
     *
     * @param tenant of the event
     */
    static Sender actor(Json body, String tenant) {
        Optional<Json> told = Stream.concat(
                        ACTORS.stream().map(body::at),
                        Stream.of(body.at("notice_meta").at("from_user_id")))
                .filter(Json::isObject)
                .filter(one -> !idsWithin(one).isEmpty())
                .findFirst();
        Optional<String> company = told.flatMap(one -> company(one, tenant))
                .or(() -> FeishuEvent.word(body, "operator_tenant_key").filter(theirs -> !theirs.equals(tenant)));
        List<String> ids = told.map(FeishuPeople::idsWithin).orElseGet(() -> ACTORS_BESIDE.stream()
                .flatMap(name -> FeishuEvent.word(body, name).stream())
                .toList());
        Optional<String> name = told.flatMap(one -> FeishuEvent.word(one, "operator_name", "name", "user_name"));
        return ids.isEmpty() ? Sender.SYSTEM : party(ids, Sender.Kind.PERSON, name, company);
    }

    private static List<String> idsWithin(Json told) {
        return Stream.of(told, told.at("id"), told.at("operator_id"), told.at("reader_id"))
                .filter(Json::isObject)
                .flatMap(one -> ids(one).stream())
                .distinct()
                .toList();
    }

    /** Every id of one party, the surest first. */
    static List<String> ids(Json told) {
        return Stream.of("user_id", "employee_id", "union_id", "open_id")
                .flatMap(name -> FeishuEvent.word(told, name).stream())
                .distinct()
                .toList();
    }
}
