// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.huitong.api.access.Asker;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Connections;
import org.huitong.api.operation.Connections.Outcome;
import org.huitong.api.operation.Connections.Sort;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.connect.ConnectionDesk;
import org.huitong.hub.connect.Kinds;
import org.huitong.hub.journal.Journal;
import org.huitong.installer.Await;
import org.huitong.installer.TinyBundle;
import org.huitong.installer.TinyFelix;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.MetaTypeService;

/** Accounts are connected in a real framework, to a connector that only describes itself. */
class ConnectingTest {
    private static final Asker ANNA = new Asker("anna", "Anna", Optional.empty());
    private static final String PID = "com.example.connector.acme~sales";
    private static final String DESCRIPTION =
            """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0" localization="OSGI-INF/l10n/acme">
              <OCD id="config" name="%name" description="Anything">
                <AD id="corpId" name="%corpId" type="String" default=""/>
                <AD id="token" name="Token" type="Password" default=""/>
                <AD id="note" name="Note" type="String" required="false" default=""/>
              </OCD>
              <Designate factoryPid="com.example.connector.acme"><Object ocdref="config"/></Designate>
            </metatype:MetaData>
            """;
    private static final String COMPONENT =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="acme"
                configuration-policy="require" configuration-pid="com.example.connector.acme">
              <implementation class="com.example.Acme"/>
              <property name="huitong.platform" value="acme"/>%s
              <service>
                <provide interface="org.huitong.api.connector.Connector"/>
                <provide interface="org.huitong.api.connector.CallbackReceiver"/>
              </service>
            </scr:component>
            """;

    @TempDir
    Path home;

    private final HeardAudit audit = new HeardAudit();
    private TinyFelix felix;
    private ConfigurationFolder folder;
    private DerbyStore store;
    private Journal journal;
    private AccountBook accounts;
    private Connections desk;

    @BeforeEach
    void start() throws IOException {
        felix = new TinyFelix(home);
        felix.start("org.osgi.util.function");
        felix.start("org.apache.felix.configadmin");
        felix.start("org.apache.felix.metatype");
        felix.start("org.apache.felix.scr");
        ConfigurationAdmin admin = felix.service(ConfigurationAdmin.class);
        SecretKeys keys = new SecretKeys(felix.context());
        keys.descriptions = felix.service(MetaTypeService.class);
        folder = new ConfigurationFolder(felix.context(), admin, keys);
        folder.bindVault(new Stamping());
        felix.context().registerService(ConfigurationListener.class, folder, null);
        folder.start();
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
        accounts = new AccountBook(journal);
        desk = new ConnectionDesk(
                new Kinds(felix.context(), felix.service(ServiceComponentRuntime.class), keys.descriptions),
                folder,
                accounts,
                audit);
    }

    @AfterEach
    void stop() {
        accounts.close();
        folder.stop();
        felix.close();
        journal.close();
        store.close();
    }

    @Test
    void aConnectorBringsItsFormInBothLanguages() {
        plug("");
        Connections.Kind kind = desk.kinds().get(0);
        assertThat(kind.word()).isEqualTo("com.example.connector.acme");
        assertThat(kind.platform()).isEqualTo("acme");
        assertThat(kind.name()).isEqualTo(LocalText.of("极点", "Acme"));
        assertThat(kind.called()).isTrue();
        assertThat(kind.settings())
                .extracting(setting -> setting.name() + " " + setting.sort())
                .containsExactly("corpId " + Sort.TEXT, "token " + Sort.SECRET, "note " + Sort.TEXT);
        assertThat(kind.settings().get(0).title()).isEqualTo(LocalText.of("企业", "Company"));
        assertThat(kind.ways().get(0).asked()).containsExactly("corpId", "token");
    }

    @Test
    void aConnectorMaySayWhatEachOfItsWaysAsksFor() {
        plug("<property name=\"huitong.ways\" type=\"String\">stream: corpId note?\nwebhook: token</property>");
        assertThat(desk.kinds().get(0).ways())
                .extracting(way -> way.word() + " " + way.asked() + " " + way.needed())
                .containsExactly("stream [corpId, note] [corpId]", "webhook [token] [token]");
    }

    @Test
    void whatIsEnteredComesToLieInItsFileSealedAndIsNoted() {
        plug("");
        assertThat(connect("sales")).isEqualTo(new Outcome.Done());
        Await.until("the file is there", () -> Files.exists(file(PID)));
        assertThat(TinyFelix.text(file(PID)))
                .contains("corpId=ww1", "token=sealed:")
                .doesNotContain("hush");
        assertThat(desk.entered("acme", "sales").orElseThrow().settings()).isEqualTo(Map.of("corpId", "ww1"));
        assertThat(audit.lines()).containsExactly("anna connectors.manage connector:acme~sales done");
        assertThat(audit.differences().toString()).doesNotContain("hush").contains("corpId=ww1");
    }

    @Test
    void aNameIsTakenOnce() {
        plug("");
        connect("sales");
        assertThat(connect("sales")).isEqualTo(new Outcome.Taken());
        assertThat(audit.lines()).hasSize(1);
    }

    @Test
    void aPausedAccountIsLaidAsideWithItsSecretsAndTakenUpAgain() {
        plug("");
        connect("sales");
        Await.until("the file is there", () -> Files.exists(file(PID)));
        String before = TinyFelix.text(file(PID));
        Await.until("paused", () -> desk.pause(ANNA, "acme", "sales").equals(new Outcome.Done()));
        Await.until("nobody uses it", () -> configuration() == 0);
        assertThat(desk.entered("acme", "sales").orElseThrow().paused()).isTrue();
        assertThat(folder.isLaidAside(PID)).isTrue();
        assertThat(desk.change(ANNA, "acme", "sales", Map.of("note", Optional.of("later"))))
                .isEqualTo(new Outcome.Done());
        assertThat(file(PID)).doesNotExist();
        assertThat(desk.resume(ANNA, "acme", "sales")).isEqualTo(new Outcome.Done());
        Await.until("it is used again", () -> configuration() == 1);
        assertThat(TinyFelix.text(file(PID))).isEqualTo(before + "note=later\n");
    }

    @Test
    @Timeout(120)
    void whatIsPausedWhileItIsWrittenIsNeverLeftInUse() {
        plug("");
        List<String> names =
                IntStream.range(0, 30).mapToObj(number -> "sales" + number).toList();
        for (String name : names) {
            connect(name);
            while (!desk.pause(ANNA, "acme", name).equals(new Outcome.Done())) {
                Thread.onSpinWait();
            }
        }
        Await.until("nobody uses them", () -> names.stream().allMatch(name -> configurations(name) == 0));
        assertThat(names).allMatch(name -> folder.isLaidAside("com.example.connector.acme~" + name));
    }

    @Test
    void aBrokenAccountCanBeRemoved() throws IOException {
        plug("");
        Files.writeString(file(PID), "corpId");
        Await.until("it is known to be broken", () -> folder.result().status() == Check.Status.DEGRADED);
        assertThat(desk.remove(ANNA, "acme", "sales")).isEqualTo(new Outcome.Done());
        assertThat(file(PID)).doesNotExist();
        Await.until("nothing is wrong any more", () -> folder.result().status() == Check.Status.UP);
    }

    @Test
    void aRemovedAccountIsGone() {
        plug("");
        connect("sales");
        Await.until("the file is there", () -> Files.exists(file(PID)));
        assertThat(desk.remove(ANNA, "acme", "sales")).isEqualTo(new Outcome.Done());
        Await.until("the file is gone", () -> !Files.exists(file(PID)));
        assertThat(desk.entered("acme", "sales")).isEmpty();
        assertThat(desk.remove(ANNA, "acme", "sales")).isEqualTo(new Outcome.Unknown());
    }

    private Outcome connect(String account) {
        return desk.connect(
                ANNA,
                "com.example.connector.acme",
                account,
                Map.of("corpId", Optional.of("ww1"), "token", Optional.of("hush-hush")));
    }

    private int configuration() {
        return configurations("sales");
    }

    private int configurations(String account) {
        try {
            var found = felix.service(ConfigurationAdmin.class)
                    .listConfigurations("(service.pid=com.example.connector.acme~" + account + ")");
            return found == null ? 0 : found.length;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(String pid) {
        return home.resolve("conf").resolve(pid + ".cfg");
    }

    private void plug(String ways) {
        try {
            felix.context()
                    .installBundle(
                            "acme",
                            TinyBundle.plain("com.example.connector.acme", "1.0.0")
                                    .with("Service-Component", "OSGI-INF/acme.xml")
                                    .with(
                                            "Require-Capability",
                                            "osgi.extender;filter:=\"(osgi.extender=osgi.component)\"")
                                    .file("OSGI-INF/acme.xml", COMPONENT.formatted(ways))
                                    .file("OSGI-INF/metatype/config.xml", DESCRIPTION)
                                    .file(
                                            "OSGI-INF/l10n/acme.properties",
                                            "name=Huitong \\u00b7 Acme\ncorpId=Company\n")
                                    .file(
                                            "OSGI-INF/l10n/acme_zh.properties",
                                            "name=\\u6c47\\u901a \\u00b7 \\u6781\\u70b9\ncorpId=\\u4f01\\u4e1a\n")
                                    .stream())
                    .start();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
        Await.until("its component is known", () -> !desk.kinds().isEmpty());
    }

    /** Seals by a stamp alone: what is sealed here only has to be told from what is not. */
    private static final class Stamping implements Secrets {
        @Override
        public String seal(String plain) {
            return isSealed(plain) ? plain : "sealed:" + Integer.toHexString(plain.hashCode());
        }

        @Override
        public String open(String text) {
            return text;
        }

        @Override
        public boolean isSealed(String text) {
            return text.startsWith("sealed:");
        }
    }
}
