// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Objection;
import org.huitong.api.store.Schema;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** The store among bundles that come, change and go. */
class StoreInFrameworkTest {
    private static final String V1 = "CREATE TABLE probe_thing (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(20))";
    private static final String V2 = "ALTER TABLE probe_thing ADD COLUMN colour VARCHAR(20)";
    private static final String UNIT =
            """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.2"
                xsi:schemaLocation="https://jakarta.ee/xml/ns/persistence https://jakarta.ee/xml/ns/persistence/persistence_3_2.xsd">
              <persistence-unit name="probe" transaction-type="RESOURCE_LOCAL">
                <class>org.huitong.store.probe.Probe</class>
                <exclude-unlisted-classes>true</exclude-unlisted-classes>
              </persistence-unit>
            </persistence>
            """;

    @TempDir
    Path home;

    @Test
    void servicesComeWithoutAnyConfiguration() throws Exception {
        try (HubInMemory hub = new HubInMemory(home)) {
            assertThat(hub.await(Transactions.class, "").dialect()).isEqualTo(Transactions.Dialect.DERBY);
            assertThat(hub.await(DataSource.class, "")).isNotNull();
            hub.awaitResult(Check.Result.up("Derby"));
        }
        assertThat(home.resolve("data/store/service.properties")).exists();
        assertThat(home.resolve("data/store/db.lck")).doesNotExist();
        assertThat(home.resolve("logs/derby.log")).exists();
        assertThat(Path.of("derby.log")).doesNotExist();
    }

    @Test
    void isWellOnceEverybodyWhoWaitedForItHasIt() throws Exception {
        try (HubInMemory hub = new HubInMemory(home)) {
            hub.install("probe", Map.of("Huitong-Schema", "probe"), Map.of("db/probe/V1__first.sql", V1))
                    .start();
            hub.awaitResult(Check.Result.up("Derby"));
            assertThat(hub.context().getServiceReferences(Schema.class, "(schema=probe)"))
                    .isNotEmpty();
        }
    }

    @Test
    void aHubThatEndsWhileItOpensLeavesAWholeDatabase() throws Exception {
        for (int i = 0; i < 3; i++) {
            new HubInMemory(home).close();
            assertThat(home.resolve("data/store/db.lck")).doesNotExist();
        }
        try (HubInMemory hub = new HubInMemory(home)) {
            hub.awaitResult(Check.Result.up("Derby"));
        }
    }

    @Test
    void tablesComeWithTheirBundleGrowWithItAndStayWhenItGoes() throws Exception {
        try (HubInMemory hub = new HubInMemory(home)) {
            Bundle probe =
                    hub.install("probe", Map.of("Huitong-Schema", "probe"), Map.of("db/probe/V1__first.sql", V1));
            probe.start();
            assertThat(hub.await(Schema.class, "(schema=probe)").version()).isEqualTo("1");

            probe.update(new ByteArrayInputStream(HubInMemory.jar(
                    "probe",
                    Map.of("Huitong-Schema", "probe"),
                    Map.of("db/probe/V1__first.sql", V1, "db/probe/derby/V2__colour.sql", V2))));
            assertThat(hub.await(Schema.class, "(schema=probe)").version()).isEqualTo("2");

            probe.uninstall();
            assertThat(hub.context().getServiceReferences(Schema.class, "(schema=probe)"))
                    .isEmpty();
            assertThat(hub.await(Transactions.class, "").<Boolean>read(c -> {
                        try (var rows = c.createStatement().executeQuery("SELECT colour FROM probe_thing")) {
                            return rows.next();
                        }
                    }))
                    .isFalse();
        }
    }

    @Test
    void brokenMigrationStopsNobodyElse() throws Exception {
        try (HubInMemory hub = new HubInMemory(home)) {
            Bundle broken = hub.install(
                    "broken", Map.of("Huitong-Schema", "broken"), Map.of("db/broken/V1__x.sql", "CREATE NONSENSE"));
            broken.start();
            hub.install("empty", Map.of("Huitong-Schema", "empty"), Map.of()).start();
            Bundle probe =
                    hub.install("probe", Map.of("Huitong-Schema", "probe"), Map.of("db/probe/V1__first.sql", V1));
            probe.start();
            assertThat(hub.await(Schema.class, "(schema=probe)").version()).isEqualTo("1");
            assertThat(hub.context().getServiceReferences(Schema.class, "(schema=broken)"))
                    .isEmpty();
            assertThat(hub.context().getServiceReferences(Schema.class, "(schema=empty)"))
                    .isEmpty();
            Objection objection = hub.await(Objection.class, "");
            assertThat(objection.to(broken.getBundleId())).hasValueSatisfying(said -> {
                assertThat(said.breaks()).isTrue();
                assertThat(said.words().en()).contains("tables", "NONSENSE");
                assertThat(said.words().zh()).contains("数据库表");
            });
            assertThat(objection.to(probe.getBundleId())).isEmpty();
            broken.update(new ByteArrayInputStream(HubInMemory.jar(
                    "broken",
                    Map.of("Huitong-Schema", "broken"),
                    Map.of("db/broken/V1__x.sql", "CREATE TABLE broken_x (id INT)"))));
            assertThat(objection.to(broken.getBundleId())).isEmpty();
        }
    }

    @Test
    void persistenceUnitComesAndGoesWithEachRevision() throws Exception {
        try (HubInMemory hub = new HubInMemory(home)) {
            Map<String, String> headers = Map.of(
                    "Huitong-Schema",
                    "probe",
                    "Meta-Persistence",
                    "META-INF/persistence.xml",
                    Constants.IMPORT_PACKAGE,
                    "jakarta.persistence");
            Map<String, String> entries = Map.of(
                    "db/probe/V1__first.sql",
                    V1 + ";INSERT INTO probe_thing (id, name) VALUES (1, 'one')",
                    "META-INF/persistence.xml",
                    UNIT,
                    "org/huitong/store/probe/Probe.class",
                    "");
            Bundle probe = hub.install("probe", headers, entries);
            probe.start();
            EntityManagerFactory first = hub.unit("probe");
            assertThat(things(first)).isEqualTo("[1=one]");
            for (int i = 0; i < 3; i++) {
                probe.update(new ByteArrayInputStream(HubInMemory.jar("probe", headers, entries)));
                assertThat(things(hub.unit("probe"))).isEqualTo("[1=one]");
            }
            assertThat(first.isOpen()).isFalse();
            probe.stop();
            assertThat(hub.context().getServiceReferences(EntityManagerFactory.class, null))
                    .isEmpty();
        }
    }

    @Test
    void entitiesAndPlainSqlShareATransaction() throws Exception {
        try (HubInMemory hub = new HubInMemory(home)) {
            Map<String, String> headers = Map.of(
                    "Huitong-Schema",
                    "probe",
                    "Meta-Persistence",
                    "META-INF/persistence.xml",
                    Constants.IMPORT_PACKAGE,
                    "jakarta.persistence");
            Map<String, String> entries = Map.of(
                    "db/probe/V1__first.sql",
                    V1,
                    "META-INF/persistence.xml",
                    UNIT,
                    "org/huitong/store/probe/Probe.class",
                    "");
            hub.install("probe", headers, entries).start();
            Transactions transactions = hub.await(Transactions.class, "");
            EntityManagerFactory unit = hub.unit("probe");
            String seen = transactions.write(c -> {
                insert(c, 1, "plain");
                try (EntityManager manager = joined(unit, c)) {
                    manager.getTransaction().begin();
                    String before = manager.createQuery("SELECT p FROM Probe p")
                            .getResultList()
                            .toString();
                    manager.createQuery("UPDATE Probe p SET p.name = 'entity'").executeUpdate();
                    manager.getTransaction().commit();
                    return before;
                }
            });
            assertThat(seen).isEqualTo("[1=plain]");
            assertThat(things(unit)).isEqualTo("[1=entity]");

            assertThatThrownBy(() -> transactions.write(c -> {
                        try (EntityManager manager = joined(unit, c)) {
                            manager.getTransaction().begin();
                            manager.createQuery("UPDATE Probe p SET p.name = 'lost'")
                                    .executeUpdate();
                            manager.getTransaction().commit();
                        }
                        throw new IllegalArgumentException("mine");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> transactions.write(c -> {
                        insert(c, 2, "half");
                        try (EntityManager manager = joined(unit, c)) {
                            manager.getTransaction().begin();
                            manager.createQuery("UPDATE Probe p SET p.name = 'lost'")
                                    .executeUpdate();
                            manager.getTransaction().rollback();
                        }
                        return null;
                    }))
                    .isInstanceOf(StoreException.class);
            assertThat(things(unit)).isEqualTo("[1=entity]");
            for (int i = 0; i < 30; i++) {
                assertThat(transactions.<String>read(c -> {
                            try (EntityManager manager = joined(unit, c)) {
                                return manager.createQuery("SELECT p FROM Probe p")
                                        .getResultList()
                                        .toString();
                            }
                        }))
                        .isEqualTo("[1=entity]");
            }
        }
    }

    private static EntityManager joined(EntityManagerFactory unit, Connection connection) {
        return unit.createEntityManager(Map.of(Transactions.CONNECTION, connection));
    }

    private static void insert(Connection connection, int id, String name) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO probe_thing (id, name) VALUES (?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, name);
            insert.executeUpdate();
        }
    }

    @Test
    void waitsForAConfigurationThatIsAnnounced() throws Exception {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/org.huitong.store.cfg"), "url=jdbc:postgresql://db/huitong\n");
        try (HubInMemory hub = new HubInMemory(home)) {
            assertThat(hub.await(Check.class, "").result().status()).isEqualTo(Check.Status.DOWN);
            assertThat(hub.context().getServiceReference(Transactions.class)).isNull();
        }
        assertThat(home.resolve("data/store")).doesNotExist();
    }

    private static String things(EntityManagerFactory factory) {
        try (EntityManager manager = factory.createEntityManager()) {
            return manager.createQuery("SELECT p FROM Probe p").getResultList().toString();
        }
    }
}
