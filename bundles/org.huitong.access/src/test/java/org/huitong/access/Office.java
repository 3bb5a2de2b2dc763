// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.vault.Vault;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.osgi.util.converter.Converters;

/** A desk on a real database, with a clock that is set by hand; it can be closed in the evening and opened again. */
final class Office implements AutoCloseable {
    static final String ADMIN_PASSWORD = "correct horse battery";
    final HeardAudit audit = new HeardAudit();
    private final Path home;
    Recognising recognising = new Recognising();
    AccessSettings settings = settings(Map.of());
    private final Vault vault = new OneKeyVault();
    private OwnStore database;
    Instant now = Instant.parse("2026-11-22T08:00:00Z");
    final PermissionBook book = new PermissionBook();
    Desk desk;
    Policy policy;

    Office(Path home, Optional<String> adminPassword) throws IOException {
        this.home = home;
        open(adminPassword);
    }

    Office(Path home) throws IOException {
        this(home, Optional.of(ADMIN_PASSWORD));
    }

    Office(Path home, Recognising recognising) throws IOException {
        this.home = home;
        this.recognising = recognising;
        open(Optional.of(ADMIN_PASSWORD));
    }

    void open(Optional<String> adminPassword) throws IOException {
        Path store = home.resolve("data/store");
        boolean begun = Files.exists(store);
        Files.createDirectories(store.getParent());
        database = DerbyStore.at(store);
        if (!begun) {
            database.migrate("access");
        }
        desk = new Desk(
                database,
                new FirstAdmin(home.resolve("keys"), adminPassword),
                () -> now,
                audit,
                vault,
                recognising,
                settings);
        policy = new Policy(desk, book, () -> now);
        new Guard(policy, book, desk);
    }

    /** As delivered, but for these. */
    static AccessSettings settings(Map<String, Object> given) {
        return new AccessSettings(Converters.standardConverter().convert(given).to(AccessConfig.class));
    }

    OwnStore database() {
        return database;
    }

    void reopen() throws IOException {
        database.close();
        open(Optional.empty());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Login login(String account, String password) {
        return login(account, password, "192.0.2.7");
    }

    Login login(String account, String password, String remote) {
        return desk.login(account, password.toCharArray(), remote);
    }

    Login.Opened opened(String account, String password) {
        return (Login.Opened) login(account, password);
    }

    Asker admin() {
        return desk.current("admin").orElseThrow();
    }

    /** Everything the database wrote, for secrets that must not be in it. */
    Path data() {
        return home.resolve("data");
    }

    @Override
    public void close() {
        database.close();
    }
}
