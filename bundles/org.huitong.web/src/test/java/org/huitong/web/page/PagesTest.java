// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.Permitted;
import org.huitong.testkit.GivenRights;
import org.huitong.web.Doorkeeper;
import org.huitong.web.FakeBundles;
import org.huitong.web.FakeEntrance;
import org.huitong.web.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

class PagesTest {
    private static final Asker CLERK = new Asker("clerk", "Clerk", Optional.empty());
    private static final Asker GUEST = new Asker("guest", "Guest", Optional.empty());

    /** What a page may import. */
    private static final String ALL =
            """
            import { LitElement, css } from 'lit';
            import { repeat } from "lit/directives/repeat.js";
            import {
              api,
              t,
            } from 'huitong';
            import 'shoelace/components/carousel/carousel.js';
            import row from './part/row.js';
            const charts = () => import('echarts');
            export default class extends LitElement {}
            """;

    @TempDir
    private Path folder;

    private final OwnShelves shelves =
            new OwnShelves(FakeBundles.context(FakeBundles.bundle(Path.of("target/classes"))));
    private final PageBook book =
            new PageBook(new Doorkeeper(new FakeEntrance(), new GivenRights().give("clerk", "rules.read")), shelves);
    private ServiceReference<Page> rules;
    private House house;

    @BeforeEach
    void open() throws Exception {
        Files.createDirectories(folder.resolve("page/part"));
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(folder.resolve("META-INF/secret.js"), "secret");
        Files.writeString(folder.resolve("secret.js"), "secret");
        Files.writeString(folder.resolve("page/.hidden.js"), "secret");
        Files.writeString(folder.resolve("page/Secret.class"), "secret");
        Files.writeString(folder.resolve("page/rules.js"), "export default 1;" + " // padding".repeat(100));
        Files.writeString(folder.resolve("page/part/row.js"), "export default 2;");
        Files.writeString(folder.resolve("page/all.js"), ALL);
        Bundle bundle = FakeBundles.bundle(folder);
        rules = page(bundle, "rules", "rules.read", 20);
        house = new House()
                .with(new FrontDoor(shelves), "")
                .with(new OwnFiles(shelves), "/shell/*", "/lib/*")
                .with(new PageFiles(book), "/pages/*")
                .open();
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void noPathIsTooLongToBeLookedAt() throws Exception {
        // What a header may hold; matched step by step on the stack it would be the end of the thread.
        assertThat(house.get("/lib/" + "a/".repeat(3_000) + "a.js").statusCode())
                .isEqualTo(404);
        Shelf shelf = shelves.pages(FakeBundles.bundle(folder));
        assertThat(shelf.find("a/".repeat(1_000_000) + "a.js")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/pages/rules/rules.js,                        200",
        "/pages/rules/~old/rules.js,                   200",
        "/pages/rules/part/row.js,                     200",
        "/pages/rules/part/../rules.js,                200",
        "/pages/rules/other.js,                        404",
        "/pages/other/rules.js,                        404",
        "/pages/rules,                                 404",
        "/pages/rules/,                                404",
        "/pages/rules/../secret.js,                    404",
        "/pages/rules/../META-INF/secret.js,           404",
        "/pages/rules/~old/../../secret.js,            404",
        "/pages/rules/%2e%2e/secret.js,                404",
        "/pages/rules/..%2fsecret.js,                  400",
        "/pages/rules/part%5c..%5c..%5csecret.js,      404",
        "/pages/rules/.hidden.js,                      404",
        "/pages/rules/Secret.class,                    404",
        "/pages/rules//secret.js,                      404",
    })
    void onlyTheFolderOfThePageIsServed(String path, int status) throws Exception {
        // Over a bare socket: a polite client would mend the path first.
        try (Socket socket = new Socket("127.0.0.1", house.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            List<String> lines = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .toList();
            int got = Integer.parseInt(lines.get(0).split(" ")[1]);
            // Jetty itself answers 400 to some of these before anybody else sees them.
            assertThat(status == 404 && got == 400 ? 404 : got).isEqualTo(status);
            assertThat(lines).doesNotContain("secret");
        }
    }

    @Test
    void aFileIsKeptByItsContent() throws Exception {
        HttpResponse<String> first = house.get("/pages/rules/rules.js");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(house.get("/pages/rules/rules.js", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(house.get("/pages/rules/rules.js", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .contains("gzip");

        String module = book.menu(CLERK).get(0).module();
        assertThat(module).startsWith("/pages/rules/~").endsWith("/rules.js");
        assertThat(house.get(module).headers().firstValue("Cache-Control").orElseThrow())
                .contains("immutable");
    }

    @Test
    void theMenuKnowsWhoLooksAndWhatIsThere() {
        page(FakeBundles.bundle(folder), "inbox", Permitted.EVERYBODY, 10);

        assertThat(book.menu(CLERK)).extracting(PageBook.Leaf::path).containsExactly("inbox", "rules");
        assertThat(book.menu(GUEST)).extracting(PageBook.Leaf::path).containsExactly("inbox");
        book.removePage(rules);
        assertThat(book.menu(CLERK)).extracting(PageBook.Leaf::path).containsExactly("inbox");
    }

    @Test
    void theShellAllowsNothingInlineButSheetsThatSayAWordOfThisAnswer() throws Exception {
        HttpResponse<String> response = house.get("/");
        String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
        Matcher nonce = Pattern.compile("nonce=\"([^\"]{22,})\"").matcher(response.body());
        assertThat(nonce.find()).isTrue();

        assertThat(policy)
                .startsWith("default-src 'none';")
                .contains("script-src 'self';", "style-src 'self' 'nonce-" + nonce.group(1) + "';")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe", "*", "http");
        assertThat(response.body()).doesNotContain("style=", "onclick", "<style", "http://", "https://", "importmap");
        assertThat(response.body().split("<script(?! (type=\"module\" )?src)")).hasSize(1);
        assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(house.get("/").body()).doesNotContain(nonce.group(1));
    }

    @Test
    void everythingThatThePageOrAModuleNamesIsThere() throws Exception {
        String page = house.get("/").body();
        Deque<URI> left = new ArrayDeque<>(List.of(URI.create("/pages/rules/all.js")));
        Matcher address = Pattern.compile("(?:href|src)=\"([^\"]+)\"").matcher(page);
        while (address.find()) {
            left.add(URI.create(address.group(1)));
        }
        Set<URI> seen = new TreeSet<>();
        while (!left.isEmpty()) {
            URI file = left.pop();
            if (!seen.add(file)) {
                continue;
            }
            HttpResponse<String> got = house.get(file.toString());
            assertThat(got.statusCode()).as(file.toString()).isEqualTo(200);
            if (file.getPath().endsWith(".js")) {
                for (String named : Imports.of(got.body())) {
                    assertThat(named).as("a name in " + file).matches("\\.{0,2}/.+");
                    left.add(file.resolve(named));
                }
            }
        }
        assertThat(seen)
                .hasSizeGreaterThan(60)
                .anySatisfy(file -> assertThat(file.getPath()).endsWith("/shell/~" + version() + "/huitong.js"))
                .anySatisfy(file -> assertThat(file.getPath()).endsWith("/echarts.esm.min.js"));
    }

    /** Where the shell comes anew its address is another one: nobody may go on with pages that name the old one. */
    @Test
    void aPageHasAnotherAddressWhereTheShellHasOne() throws Exception {
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("shell"));
        Files.createDirectories(other.resolve("lib"));
        Files.writeString(other.resolve("shell/huitong.js"), "export const t = 1;");
        OwnShelves upgraded = new OwnShelves(FakeBundles.context(FakeBundles.bundle(other)));
        assertThat(upgraded.pages(FakeBundles.bundle(folder)).version())
                .isNotEqualTo(shelves.pages(FakeBundles.bundle(folder)).version());
    }

    private String version() {
        try {
            return shelves.shell().version();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServiceReference<Page> page(Bundle bundle, String path, String permission, int rank) {
        Page page = new Page() {
            @Override
            public LocalText title() {
                return LocalText.of("页", "Page");
            }

            @Override
            public String icon() {
                return "inbox";
            }
        };
        ServiceReference<Page> reference = FakeBundles.reference(
                bundle,
                page,
                Map.of(
                        "huitong.page.path", path,
                        "huitong.page.permission", permission,
                        "huitong.page.rank", rank));
        book.addPage(reference, page);
        return reference;
    }
}
