// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.connector.Directory.Department;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.connector.Directory.Withheld;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.people.platform.Pages.Page;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.JsonText;

/** The pages of directories that are being read, under lock; gone once a directory is read, or they are six hours old. */
final class PageShelf {
    private static final Duration KEPT = Duration.ofHours(6);
    private static final String KEY_CLASS = "people";

    private final Transactions transactions;
    private final Vault vault;

    PageShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    /** What was read before, as long as it is not too old to go on from. */
    Pages begun(String name, Instant now) {
        return transactions.read(connection -> {
            List<Page> pages = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT step, made_at, seal_key, seal_wrapped,"
                    + " seal_text FROM people_reading WHERE name = ? ORDER BY step")) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        if (Instant.ofEpochMilli(rows.getLong(2)).isBefore(now.minus(KEPT))) {
                            return new Pages(List.of());
                        }
                        Sealed sealed = new Sealed(rows.getString(3), rows.getBytes(4), rows.getBytes(5));
                        pages.add(page(Json.read(vault.open(sealed, context(name, rows.getInt(1))))
                                .good()
                                .orElseThrow()));
                    }
                }
            }
            return new Pages(pages);
        });
    }

    void put(String name, int step, Instant now, Page page) {
        Sealed sealed = vault.seal(KEY_CLASS, written(page).getBytes(StandardCharsets.UTF_8), context(name, step));
        transactions.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO people_reading (name, step,"
                    + " made_at, seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, name);
                insert.setInt(2, step);
                insert.setLong(3, now.toEpochMilli());
                insert.setString(4, sealed.key());
                insert.setBytes(5, sealed.wrapped());
                insert.setBytes(6, sealed.text());
                return insert.executeUpdate();
            }
        });
    }

    void clear(String name) {
        transactions.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM people_reading WHERE name = ?")) {
                delete.setString(1, name);
                return delete.executeUpdate();
            }
        });
    }

    private static byte[] context(String name, int step) {
        return ("people_reading " + name + " " + step).getBytes(StandardCharsets.UTF_8);
    }

    private static String written(Page page) {
        JsonText text = JsonText.object()
                .withAll(
                        "departments",
                        page.departments().stream().map(PageShelf::written).toList())
                .withAll(
                        "members",
                        page.members().stream().map(PageShelf::written).toList())
                .withAll(
                        "withheld",
                        page.withheld().stream()
                                .map(one -> JsonText.object()
                                        .with("people", one.people())
                                        .with("zh", one.what().zh())
                                        .with("en", one.what().en()))
                                .toList());
        page.place().ifPresent(place -> text.with("place", place));
        page.next().ifPresent(next -> text.with("next", next));
        return text.toString();
    }

    private static JsonText written(Department one) {
        JsonText text = JsonText.object().with("id", one.id()).with("name", one.name());
        one.above().ifPresent(above -> text.with("above", above));
        return text;
    }

    private static JsonText written(Member one) {
        return JsonText.object()
                .withTexts("ids", one.ids())
                .with("name", one.name())
                .with("employee", one.employee())
                .withTexts("departments", one.departments())
                .with("post", one.post())
                .with("mail", one.mail())
                .with("mobile", one.mobile());
    }

    private static Page page(Json told) {
        return new Page(
                told.text("place"),
                told.at("departments").items().stream()
                        .map(one -> new Department(
                                one.text("id").orElse(""), one.text("name").orElse(""), one.text("above")))
                        .toList(),
                told.at("members").items().stream()
                        .map(one -> new Member(
                                texts(one.at("ids")),
                                one.text("name").orElse(""),
                                one.text("employee").orElse(""),
                                texts(one.at("departments")),
                                one.text("post").orElse(""),
                                one.text("mail").orElse(""),
                                one.text("mobile").orElse("")))
                        .toList(),
                told.at("withheld").items().stream()
                        .map(one -> new Withheld(
                                one.isTrue("people"),
                                LocalText.of(
                                        one.text("zh").orElse("-"),
                                        one.text("en").orElse("-"))))
                        .toList(),
                told.text("next"));
    }

    private static List<String> texts(Json array) {
        return array.items().stream().flatMap(item -> item.text().stream()).toList();
    }
}
