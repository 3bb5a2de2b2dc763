// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.audit.Deed;
import org.huitong.store.Database;
import org.huitong.store.Migrations;
import org.huitong.store.Migrator;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of access on a real PostgreSQL: all that is written is read back by the next start. */
class PostgresAccessTest {
    @TempDir
    Path keys;

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void everythingIsThereAfterARestart() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                Database database = Database.postgresql(server.url(), server.user(), Optional.empty(), 4)) {
            new Migrator(database, InstantSource.system())
                    .migrate(Migrations.of(Desk.class, "access", database.dialect()));
            Desk desk = open(database);
            Login.Opened opened = (Login.Opened) desk.login("admin", "correct horse".toCharArray(), "192.0.2.7");
            Tokens.Made token = desk.tokens()
                    .make(Deed.Doer.HUB, "admin", "ci", Optional.of(now.plusSeconds(60)), Optional.empty());
            desk.accounts()
                    .create(desk.current("admin").orElseThrow(), "wang", "王芳", "long enough, this", Set.of("a.read"));
            desk.tokens().make(Deed.Doer.HUB, "wang", "t", Optional.empty(), Optional.empty());
            now = now.plus(Duration.ofMinutes(6));
            assertThat(desk.session(opened.cookie())).isPresent();

            Desk next = open(database);
            assertThat(next.session(opened.cookie())).isPresent();
            assertThat(next.tokens().of("admin")).containsExactly(token.row());
            assertThat(next.token(token.token())).isEmpty();
            assertThat(next.accounts().list()).isEqualTo(desk.accounts().list());
            next.accounts().remove(next.current("admin").orElseThrow(), "wang");
            next.logout(opened.cookie());

            Desk last = open(database);
            assertThat(last.accounts().list()).extracting(Account::name).containsExactly("admin");
            assertThat(last.tokens().of("wang")).isEmpty();
            assertThat(last.session(opened.cookie())).isEmpty();
        }
    }

    private Desk open(Database database) {
        Desk desk = new Desk(
                database,
                new FirstAdmin(keys, Optional.of("correct horse")),
                () -> now,
                new HeardAudit(),
                new OneKeyVault(),
                new Recognising(),
                Office.settings(Map.of()));
        PermissionBook book = new PermissionBook();
        new Guard(new Policy(desk, book, () -> now), book, desk);
        return desk;
    }
}
