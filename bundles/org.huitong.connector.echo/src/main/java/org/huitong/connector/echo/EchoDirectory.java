// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.echo;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory.Department;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.connector.Directory.Reach;
import org.huitong.api.connector.Directory.Slice;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;

/**
 * A directory in its smallest form. Three calls: {@code GET /departments?from=} gives {@code {items: [{id, name, above}],
 * next}}, {@code GET /people?department=&from=} gives {@code {items: [{id, name, number, departments}], next}}, {@code
 * DELETE /people/<id>} shuts somebody out.
 */
final class EchoDirectory {
    private final Parsed<Address> base;
    private final boolean wanted;

    EchoDirectory(Parsed<Address> base, boolean wanted) {
        this.base = base;
        this.wanted = wanted;
    }

    Reach reach() {
        return new Reach(wanted, wanted, base.bad());
    }

    Step<Slice<Department>> departments(Optional<String> cursor, Trail trail) {
        return slice(
                "/departments",
                new String[] {"from", cursor.orElse("")},
                one -> new Department(
                        one.text("id").orElse(""), one.text("name").orElse(""), one.text("above")),
                trail);
    }

    Step<Slice<Member>> people(String department, Optional<String> cursor, Trail trail) {
        return slice(
                "/people",
                new String[] {"department", department, "from", cursor.orElse("")},
                one -> new Member(
                        List.of(one.text("id").orElse("?")),
                        one.text("name").orElse(""),
                        one.text("number").orElse(""),
                        one.at("departments").items().stream()
                                .flatMap(id -> id.text().stream())
                                .toList(),
                        "",
                        "",
                        ""),
                trail);
    }

    /** Whoever is not there is shut out, too. */
    Step<Boolean> shutOut(String account, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(
                    with(Call.change("DELETE", address().at("/people/" + Address.escaped(account)), "{}"), trail));
        }
        int status = trail.reply().get().status();
        return status == 200 || status == 404
                ? Step.done(true)
                : refused(trail.reply().get());
    }

    private <T> Step<Slice<T>> slice(String path, String[] query, Function<Json, T> item, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(with(Call.get(address().at(path, query)), trail));
        }
        Reply reply = trail.reply().get();
        Json answer = Answers.json(reply);
        return reply.status() == 200 && answer.at("items").isArray()
                ? Step.done(new Slice<>(
                        answer.at("items").items().stream().map(item).toList(),
                        answer.text("next").filter(next -> !next.isEmpty()),
                        List.of()))
                : refused(reply);
    }

    private static <T> Step<T> refused(Reply reply) {
        return switch (reply.status()) {
            case 401 -> Step.tokenNeeded();
            case 400, 403, 404 -> Step.failed(
                    Step.Failure.REFUSED, LocalText.of("对方不提供通讯录", "the other side gives no directory"));
            default -> Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
        };
    }

    private static Call with(Call call, Trail trail) {
        return call.header(
                "Authorization", "Bearer " + trail.token().orElseThrow().value());
    }

    private Address address() {
        return base.good().orElseThrow();
    }
}
