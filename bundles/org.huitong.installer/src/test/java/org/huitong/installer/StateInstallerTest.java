// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.operation.Installer.Step;
import org.huitong.api.operation.Objection;
import org.huitong.api.text.LocalText;
import org.huitong.installer.probe.BrokenProbe;
import org.huitong.installer.probe.FailingComponent;
import org.huitong.installer.probe.HangingProbe;
import org.huitong.installer.probe.LateProbe;
import org.huitong.installer.probe.StubbornComponent;
import org.huitong.installer.probe.StubbornProbe;
import org.huitong.installer.probe.WorkingComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

class StateInstallerTest {
    @TempDir
    Path home;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(home.resolve("features"));
    }

    @Test
    void aBundleIsInstalledUpdatedAndRemovedAndARestartFindsItAgain() throws IOException {
        try (House house = new House(home)) {
            assertThat(house.upload(TinyBundle.probe("a", "1.0.0"))).isInstanceOf(Outcome.Done.class);
            assertThat(house.says("a")).contains("a 1.0.0");
            assertThat(house.upload(TinyBundle.probe("a", "1.1.0"))).isInstanceOf(Outcome.Done.class);
            assertThat(house.says("a")).contains("a 1.1.0");
        }
        try (House house = new House(home)) {
            assertThat(house.says("a")).contains("a 1.1.0");
            assertThat(house.part("a").source()).isEqualTo("upload:test.jar");
            assertThat(house.remove("a")).isInstanceOf(Outcome.Done.class);
            assertThat(house.bundle("a")).isNull();
        }
        try (House house = new House(home)) {
            assertThat(house.installer.parts()).isEmpty();
            assertThat(home.resolve("data/bundles")).isEmptyDirectory();
        }
    }

    @Test
    void aPlanDoesNothingAndSaysEverything() throws IOException {
        try (House house = new House(home)) {
            Plan plan = house.plan(TinyBundle.probe("a", "1.0.0"));
            assertThat(plan.steps())
                    .extracting(step -> step.verb() + " " + step.symbolicName() + " " + step.version())
                    .containsExactly("INSTALL a 1.0.0", "START a 1.0.0");
            assertThat(plan.steps()).extracting(Step::sentence).allMatch(text -> text.zh()
                    .contains("a"));
            assertThat(house.bundle("a")).isNull();
            house.upload(TinyBundle.probe("b", "1"));
            assertThat(house.apply(plan)).isInstanceOf(Outcome.Refused.class);
            assertThat(house.bundle("a")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Import-Package     | no.such.one;version=\"[2.0,3)\"         | no.such.one in version [2.0.0,3.0.0)",
                "Import-Package     | org.osgi.service.cm;version=\"[9,10)\"  | there is only 1.6.1",
                "Import-Package     | org.huitong.api.vault;version=\"[2,3)\" | this hub speaks 1.0.0",
                "Require-Capability | osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\" | osgi.ee",
                "Require-Bundle     | no.such.bundle                          | no.such.bundle",
                "Fragment-Host      | org.apache.felix.framework              | fragment",
                "Export-Package     | org.huitong.api.vault;version=\"1.0.0\" | words org.huitong.api.vault",
                "Bundle-Version     | one                                     | version",
                "Import-Package     | x;version=\"abc\"                        | Import-Package cannot be read",
                "Import-Package     | org.osgi.framework;version=\"[1,\"      | Import-Package cannot be read",
                "Import-Package     | ;version=1                              | Import-Package cannot be read",
                "Export-Package     | x;version=a.b.c                         | Export-Package cannot be read",
                "Require-Bundle     | b;bundle-version=abc                    | Require-Bundle cannot be read",
                "Require-Capability | a;b:Long=x                              | Require-Capability cannot be read",
                "Provide-Capability | a;b:Version=\"x y\"                      | Provide-Capability cannot be read",
                "Bundle-SymbolicName | ;singleton:=true                        | Bundle-SymbolicName cannot be read",
                "Bundle-ManifestVersion | 1                                   | no OSGi bundle",
                "Bundle-SymbolicName | org.apache.felix.framework              | platform itself",
            })
    void whatCannotWorkIsRefusedInPlainWords(String header, String value, String words) throws IOException {
        try (House house = new House(home)) {
            Plan plan = house.plan(TinyBundle.plain("a", "1.0.0").with(header, value));
            assertThat(plan.refusal())
                    .hasValueSatisfying(reason -> assertThat(reason.en()).contains(words));
            assertThat(plan.steps()).isEmpty();
            assertThat(house.installer.apply(plan.id())).isInstanceOfSatisfying(Outcome.Refused.class, no -> assertThat(
                            no.reason().en())
                    .contains("refused when it was made"));
        }
    }

    @Test
    void aBrokenManifestIsRefusedInPlainWords() throws IOException {
        try (House house = new House(home)) {
            Plan plan = house.plan(TinyBundle.plain("a", "1.0.0").sections("no header at all\n"));
            assertThat(plan.refusal())
                    .hasValueSatisfying(reason -> assertThat(reason.en()).contains("its manifest cannot be read"));
        }
    }

    @Test
    void whatUnpacksToMoreThanABundleHasUseForIsRefusedAndLeavesNothing() throws IOException {
        String sections = "Name: a\n\n".repeat(400_000);
        try (House house = new House(home)) {
            for (TinyBundle bomb : List.of(
                    TinyBundle.plain("a", "1.0.0").sections(sections),
                    TinyBundle.plain("a", "1.0.0").with("X", "x".repeat(700_000)),
                    TinyBundle.plain("a", "1.0.0").entry("OSGI-INF/a.xml", new byte[5 << 20]),
                    TinyBundle.plain("a", "1.0.0").entry("a.bin", new byte[8 << 20]),
                    TinyBundle.plain("a", "1.0.0")
                            .with("Require-Capability", "x;filter:=\"" + "(&".repeat(20_000) + "\""),
                    TinyBundle.plain("a", "1.0.0").with("Import-Package", "a,".repeat(20_000) + "a"),
                    TinyBundle.plain("a" + ".a".repeat(20_000), "1.0.0"))) {
                assertThat(house.plan(bomb).refusal()).hasValueSatisfying(reason -> assertThat(reason.en())
                        .containsAnyOf(
                                "is larger than", "grows by more", "nested more", "more than", "none that a bundle")
                        .hasSizeLessThan(1_100));
            }
            assertThat(home.resolve("data/bundles")).isEmptyDirectory();
            assertThat(home.resolve("data/reading.json")).doesNotExist();
        }
    }

    @Test
    void whatIsBeingReadIsWrittenDownAndNotReadAThirdTime() throws IOException {
        TinyBundle bundle = TinyBundle.plain("a", "1.0.0");
        Path jar = home.resolve("a.jar");
        bundle.put(jar);
        for (int i = 0; i < 2; i++) {
            try (House house = new House(home)) {
                assertThatThrownBy(() -> house.reads(jar, file -> {
                            assertThat(home.resolve("data/reading.json"))
                                    .content()
                                    .contains(file.sha256());
                            throw new Crash();
                        }))
                        .isInstanceOf(Crash.class);
            }
        }
        try (House house = new House(home)) {
            assertThat(house.plan(bundle).refusal())
                    .hasValueSatisfying(reason -> assertThat(reason.en()).contains("twice", "data/reading.json"));
            assertThat(house.upload(TinyBundle.probe("b", "1.0.0"))).isInstanceOf(Outcome.Done.class);
            house.door.open();
            bundle.put(house.deploy("a.jar"));
            Await.until("it leaves", () -> Files.exists(house.deploy(".refused/a.jar.txt")));
        }
        Files.delete(home.resolve("data/reading.json"));
        try (House house = new House(home)) {
            assertThat(house.upload(bundle)).isInstanceOf(Outcome.Done.class);
            assertThat(home.resolve("data/reading.json")).doesNotExist();
        }
    }

    @Test
    void jarsThatNobodyWantsDoNotStay() throws IOException {
        Path kept = home.resolve("data/bundles");
        try (House house = new House(home)) {
            house.upload(TinyBundle.plain("a", "1.0.0").startedBy(BrokenProbe.class));
            assertThat(kept).isEmptyDirectory();
            house.plan(TinyBundle.plain("a", "1.0.0").with("Import-Package", "no.such"));
            assertThat(kept).isEmptyDirectory();
            Plan open = house.plan(TinyBundle.probe("b", "1.0.0"));
            house.upload(TinyBundle.plain("a", "1.0.0").startedBy(BrokenProbe.class));
            assertThat(house.apply(open))
                    .as("what can still be carried out is kept")
                    .isInstanceOf(Outcome.Done.class);
            house.plan(TinyBundle.probe("b", "2.0.0"));
        }
        try (var jars = Files.list(kept)) {
            assertThat(jars).hasSize(1);
        }
    }

    @Test
    void aFeatureWithoutItsFileKeepsNobodyElseFromBeingInstalled() throws IOException {
        feature("one", true, "a", "1.0.0", "{}");
        feature("two", false, "b", "1.0.0", "{}");
        feature("three", false, "c", "1.0.0", "{}");
        try (House house = new House(home)) {
            Files.delete(home.resolve("system/g/h/a/1.0.0/a-1.0.0.jar"));
            Files.writeString(home.resolve("system/g/h/c/1.0.0/c-1.0.0.jar"), "no jar");
            assertThat(house.upload(TinyBundle.probe("d", "1.0.0"))).isInstanceOf(Outcome.Done.class);
            assertThat(house.apply(house.installer.planFeature("two", true))).isInstanceOf(Outcome.Done.class);
            assertThat(house.says("a")).as("it runs on").contains("a 1.0.0");
            assertThat(house.installer.planFeature("three", true).refusal())
                    .hasValueSatisfying(reason -> assertThat(reason.en()).contains("c-1.0.0.jar"));
        }
        try (House house = new House(home)) {
            assertThat(house.complaints()).containsKeys("one", "a");
            assertThat(house.remove("d")).isInstanceOf(Outcome.Done.class);
            assertThat(house.complaints()).containsKeys("one", "a");
            assertThat(house.apply(house.installer.planFeature("one", false))).isInstanceOf(Outcome.Done.class);
            assertThat(house.complaints()).isEmpty();
            assertThat(house.says("b")).contains("b 1.0.0");
        }
    }

    @Test
    void nobodyWhoIsNotNamedIsRestarted() throws IOException {
        try (House house = new House(home)) {
            house.upload(TinyBundle.plain("words", "1.0.0").with("Export-Package", "w;version=1.0.0"));
            house.upload(TinyBundle.probe("user", "1.0.0").with("Import-Package", "w"));
            house.upload(TinyBundle.probe("other", "1.0.0"));
            Plan update = house.plan(TinyBundle.plain("words", "1.0.1").with("Export-Package", "w;version=1.0.1"));
            assertThat(update.refusal())
                    .hasValueSatisfying(reason -> assertThat(reason.en()).contains("user"));
            assertThat(house.installer.planRemoval("words").refusal()).isPresent();
            assertThat(house.stops()).isEmpty();
            house.upload(TinyBundle.probe("user", "1.0.1").with("Import-Package", "w"));
            assertThat(house.stops()).containsExactly("user");
        }
    }

    @Test
    void aNewExporterOfWhatOthersImportOptionallyRestartsNobody() throws IOException {
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("logger", "1.0.0").with("Import-Package", "mail;resolution:=optional"));
            house.upload(TinyBundle.plain("mail", "1.0.0").with("Export-Package", "mail"));
            assertThat(house.stops()).isEmpty();
        }
    }

    @Test
    void aBundleThatDoesNotStartIsTakenBack() throws IOException {
        try (House house = new House(home)) {
            Outcome outcome = house.upload(TinyBundle.plain("a", "1.0.0").startedBy(BrokenProbe.class));
            assertThat(outcome).isInstanceOfSatisfying(Outcome.RolledBack.class, back -> assertThat(
                            back.reason().en())
                    .contains("no licence"));
            assertThat(house.bundle("a")).isNull();
            assertThat(house.installer.parts()).isEmpty();
        }
    }

    @Test
    void anUpdateThatDoesNotStartLeavesTheOldOneRunning() throws IOException {
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("a", "1.0.0").with("Export-Package", "x"));
            Outcome outcome = house.upload(
                    TinyBundle.plain("a", "1.1.0").with("Export-Package", "x").startedBy(BrokenProbe.class));
            assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
            assertThat(house.says("a")).contains("a 1.0.0");
            assertThat(house.part("a").version()).isEqualTo("1.0.0");
            assertThat(house.revisions("a")).isEqualTo(1);
        }
    }

    @Test
    void anUpdateWhoseComponentFailsLeavesTheOldOneRunning() throws IOException {
        try (House house = new House(home)) {
            house.felix.start("org.apache.felix.scr");
            house.upload(TinyBundle.plain("a", "1.0.0").component(WorkingComponent.class));
            Outcome outcome = house.upload(TinyBundle.plain("a", "1.1.0").component(FailingComponent.class));
            assertThat(outcome).isInstanceOfSatisfying(Outcome.RolledBack.class, back -> assertThat(
                            back.reason().en())
                    .contains("no such table"));
            assertThat(house.part("a").version()).isEqualTo("1.0.0");
            assertThat(house.part("a").trouble()).isEmpty();
            house.upload(TinyBundle.plain("b", "1.0.0").component(FailingComponent.class));
            assertThat(house.part("b").trouble())
                    .hasValueSatisfying(words -> assertThat(words).contains("no such table"));
        }
    }

    @Test
    void anUpdateToWhatTheFloorsBelowObjectLeavesTheOldOneRunning() throws IOException {
        try (House house = new House(home)) {
            house.objections.add(
                    id -> house.felix.context().getBundle(id).getVersion().getMinor() > 0
                            ? Optional.of(new Objection.Said(true, LocalText.of("没有表", "no tables")))
                            : Optional.empty());
            house.upload(TinyBundle.probe("a", "1.0.0"));
            assertThat(house.upload(TinyBundle.probe("a", "1.1.0")))
                    .isInstanceOfSatisfying(Outcome.RolledBack.class, back -> {
                        assertThat(back.reason().en()).contains("no tables", "the version before runs on");
                        assertThat(back.reason().zh())
                                .contains("没有表", "原版本继续运行")
                                .doesNotContain("tables");
                    });
            assertThat(house.says("a")).contains("a 1.0.0");
            assertThat(house.part("a").trouble()).isEmpty();
            assertThat(house.upload(TinyBundle.probe("b", "1.1.0")))
                    .isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(done.steps())
                            .extracting(step -> step.sentence().en())
                            .contains("mind: b is installed, but no tables"));
            assertThat(house.part("b").trouble()).contains("no tables");
        }
    }

    @Test
    void whatIsOnlyToldTakesNothingBack() throws IOException {
        try (House house = new House(home)) {
            house.objections.add(
                    id -> house.felix.context().getBundle(id).getVersion().getMinor() > 0
                            ? Optional.of(new Objection.Said(false, LocalText.of("另有一个", "there is another")))
                            : Optional.empty());
            house.upload(TinyBundle.probe("a", "1.0.0"));
            assertThat(house.upload(TinyBundle.probe("a", "1.1.0")))
                    .isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(done.steps())
                            .extracting(step -> step.sentence().zh())
                            .contains("注意：a 已安装，但是另有一个"));
            assertThat(house.says("a")).contains("a 1.1.0");
        }
    }

    @Test
    void anUpdateWhoseComponentFindsNothingToWorkWithLeavesTheOldOneRunning() throws IOException {
        try (House house = new House(home)) {
            house.felix.start("org.apache.felix.scr");
            house.upload(TinyBundle.plain("a", "1.0.0").component(WorkingComponent.class));
            assertThat(house.upload(TinyBundle.plain("a", "1.1.0")
                            .component(WorkingComponent.class)
                            .needing("no.such.Service")))
                    .isInstanceOfSatisfying(
                            Outcome.RolledBack.class,
                            back -> assertThat(back.reason().zh()).contains("缺少它需要的服务：no.such.Service"));
            assertThat(house.part("a").version()).isEqualTo("1.0.0");
            assertThat(house.part("a").trouble()).isEmpty();
        }
    }

    /** Its calls are answered 503 meanwhile. */
    @Test
    void aConstructorThatHangsCostsItsPredecessorLittle() throws IOException {
        System.clearProperty("probe.lets.go");
        try (House house = new House(home)) {
            house.felix.start("org.apache.felix.scr");
            house.upload(TinyBundle.plain("a", "1.0.0").component(WorkingComponent.class));
            long before = System.nanoTime();
            Outcome outcome = house.upload(TinyBundle.plain("a", "1.1.0").component(StubbornComponent.class));
            Duration without = Duration.ofNanos(System.nanoTime() - before);
            assertThat(outcome).isInstanceOfSatisfying(Outcome.RolledBack.class, back -> {
                assertThat(back.reason().en()).contains("did not start within 1 s", "the version before runs on");
                assertThat(back.reason().zh())
                        .contains("a 在 1 秒内没有启动", "原版本继续运行")
                        .doesNotContain("start");
            });
            assertThat(house.part("a").version()).isEqualTo("1.0.0");
            assertThat(house.part("a").active()).isTrue();
            assertThat(house.part("a").trouble()).isEmpty();
            assertThat(without).isLessThan(Duration.ofSeconds(9));
            assertThat(house.activeComponents("a")).isEqualTo(1);
            assertThat(house.upload(TinyBundle.plain("a", "1.2.0").component(WorkingComponent.class)))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(house.activeComponents("a")).isEqualTo(1);
        } finally {
            System.setProperty("probe.lets.go", "true");
        }
    }

    @Test
    void aReasonWithoutWordsIsNamedByItsKind() {
        assertThat(InstalledBundles.reason(new BundleException(null, new NullPointerException()))
                        .en())
                .isEqualTo("NullPointerException");
        assertThat(InstalledBundles.reason(new IOException((String) null)).zh()).isEqualTo("IOException");
    }

    @Test
    void aBundleThatHangsIsTakenBackAndHoldsNobodyUp() throws IOException {
        try (House house = new House(home)) {
            Outcome outcome = house.upload(TinyBundle.plain("a", "1.0.0").startedBy(HangingProbe.class));
            assertThat(outcome).isInstanceOfSatisfying(Outcome.RolledBack.class, back -> assertThat(
                            back.reason().en())
                    .contains("did not start within"));
            assertThat(house.upload(TinyBundle.probe("b", "1.0.0"))).isInstanceOf(Outcome.Done.class);
            assertThat(house.bundle("a")).isNull();
        }
    }

    @Test
    void aBundleThatHeedsNoInterruptHoldsNobodyElseUp() throws IOException {
        System.clearProperty("probe.lets.go");
        try (House house = new House(home)) {
            Outcome outcome = house.upload(TinyBundle.plain("a", "1.0.0").startedBy(StubbornProbe.class));
            assertThat(outcome).isNotInstanceOf(Outcome.Done.class);
            assertThat(house.upload(TinyBundle.probe("b", "1.0.0"))).isInstanceOf(Outcome.Done.class);
            assertThat(house.says("b")).contains("b 1.0.0");
            System.setProperty("probe.lets.go", "true");
        } finally {
            System.clearProperty("probe.lets.go");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"system.bundle", "../../evil", "a b"})
    void aNameThatNoBundleMayHaveIsRefused(String name) throws IOException {
        try (House house = new House(home)) {
            assertThat(house.upload(TinyBundle.plain(name, "1.0.0"))).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void whatBreaksLaterShowsItsReasonAndCanBeRemoved() throws IOException {
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("a", "1.0.0"));
            house.upload(TinyBundle.probe("b", "1.0.0"));
        }
        try (House house = new House(home, Map.of("probe.breaks.a", "true"), step -> {})) {
            assertThat(house.part("a").active()).isFalse();
            assertThat(house.part("a").trouble())
                    .hasValueSatisfying(words -> assertThat(words).contains("no licence"));
            assertThat(house.says("b")).contains("b 1.0.0");
            assertThat(house.remove("a")).isInstanceOf(Outcome.Done.class);
            assertThat(house.bundle("a")).isNull();
        }
    }

    @Test
    void aJarThatIsGoneIsToldAndCanBePutInAgain() throws IOException {
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("a", "1.0.0"));
        }
        try (var jars = Files.list(home.resolve("data/bundles"))) {
            Files.delete(jars.findFirst().orElseThrow());
        }
        try (House house = new House(home)) {
            assertThat(house.part("a").trouble())
                    .hasValueSatisfying(words -> assertThat(words).contains("install it again"));
            assertThat(house.upload(TinyBundle.probe("a", "1.0.0"))).isInstanceOf(Outcome.Done.class);
            assertThat(house.says("a")).contains("a 1.0.0");
        }
    }

    @Test
    void manyUpdatesLeaveNoOldWiringBehind() throws IOException {
        try (House house = new House(home)) {
            for (int i = 0; i < 50; i++) {
                house.upload(TinyBundle.probe("a", "1.0." + i).with("Export-Package", "x;version=1." + i));
            }
            assertThat(house.says("a")).contains("a 1.0.49");
            assertThat(house.revisions("a")).isEqualTo(1);
        }
    }

    @Test
    void aCrashAtAnyPointIsUndoneOrFinished() throws IOException {
        List<String> seen = new ArrayList<>();
        for (int point = 0; point == 0 || !seen.isEmpty(); point++) {
            seen.clear();
            Path here = Files.createDirectories(home.resolve("crash" + point));
            try (House house = new House(here)) {
                house.upload(TinyBundle.probe("a", "1.0.0"));
            }
            int last = point;
            try (House house = new House(here, Map.of(), step -> {
                if (last == seen.size()) {
                    seen.add(step);
                    throw new Crash();
                }
                seen.add(step);
            })) {
                try {
                    house.upload(TinyBundle.probe("a", "2.0.0"));
                    seen.clear();
                } catch (Crash e) {
                    assertThat(here.resolve("data/installing.json")).exists();
                }
            }
            try (House house = new House(here)) {
                boolean made = seen.isEmpty() || seen.get(seen.size() - 1).equals("saved");
                assertThat(house.says("a")).as("after " + seen).contains(made ? "a 2.0.0" : "a 1.0.0");
                assertThat(house.upload(TinyBundle.probe("a", "2.0.0"))).isInstanceOf(Outcome.Done.class);
                assertThat(house.says("a")).contains("a 2.0.0");
                assertThat(here.resolve("data/installing.json")).doesNotExist();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"revision\": 3, \"bundles\": [", "\0\0\0\0"})
    void aDesiredStateThatCannotBeReadIsKeptAndNothingIsWrittenOverIt(String damaged) throws IOException {
        Path desired = home.resolve("data/desired.json");
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("a", "1.0.0"));
        }
        String good = Files.readString(desired);
        Files.writeString(desired, damaged);
        try (House house = new House(home)) {
            assertThat(house.installer.trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble.en()).contains("Put a good copy back"));
            assertThat(house.upload(TinyBundle.probe("b", "1.0.0"))).isInstanceOf(Outcome.Refused.class);
            assertThat(house.remove("a")).isInstanceOf(Outcome.Refused.class);
            assertThat(desired).hasContent(damaged);
        }
        Files.writeString(desired, good);
        try (House house = new House(home)) {
            assertThat(house.says("a")).contains("a 1.0.0");
            assertThat(house.installer.trouble()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"what\":", "{\"what\": 1}"})
    void aNoteOfAnInstallationThatCannotBeReadIsNamed(String damaged) throws IOException {
        Path note = home.resolve("data/installing.json");
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("a", "1.0.0"));
        }
        Files.writeString(note, damaged);
        try (House house = new House(home)) {
            assertThat(house.installer.trouble()).hasValueSatisfying(trouble -> assertThat(trouble.en())
                    .contains("data/installing.json", "Delete it")
                    .doesNotContain("desired.json"));
            assertThat(note).hasContent(damaged);
        }
        Files.delete(note);
        try (House house = new House(home)) {
            assertThat(house.says("a")).contains("a 1.0.0");
        }
    }

    @Test
    void whatEndedTheHubTwiceIsNotTriedAThirdTime() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (House house = new House(home, Map.of(), step -> {
                if (step.startsWith("installed")) {
                    throw new Crash();
                }
            })) {
                assertThatThrownBy(() -> house.upload(TinyBundle.probe("a", "1.0.0")))
                        .isInstanceOf(Crash.class);
            }
        }
        try (House house = new House(home)) {
            assertThat(house.upload(TinyBundle.probe("a", "1.0.0")))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            no -> assertThat(no.reason().en()).contains("twice"));
            assertThat(house.bundle("a")).isNull();
        }
    }

    @Test
    void aFeatureIsSwitchedWithItsSettings() throws IOException {
        feature("one", true, "a", "1.0.0", "{\"pid~x\": {\"k\": \"v\", \"n:Integer\": 5}}");
        feature("two", false, "b", "1.0.0", "{}");
        try (House house = new House(home)) {
            assertThat(house.says("a")).contains("a 1.0.0");
            assertThat(house.says("b")).isEmpty();
            assertThat(home.resolve("conf/pid~x.cfg")).hasContent("k=v\nn=5\n");
            assertThat(house.apply(house.installer.planFeature("two", true))).isInstanceOf(Outcome.Done.class);
            assertThat(house.says("b")).contains("b 1.0.0");
            assertThat(house.apply(house.installer.planFeature("one", false))).isInstanceOf(Outcome.Done.class);
            assertThat(house.bundle("a")).isNull();
            assertThat(home.resolve("conf/pid~x.cfg")).doesNotExist();
        }
        try (House house = new House(home)) {
            assertThat(house.says("a")).isEmpty();
            assertThat(house.says("b")).contains("b 1.0.0");
            assertThat(house.installer.planRemoval("b").refusal())
                    .hasValueSatisfying(reason -> assertThat(reason.en()).contains("two"));
        }
    }

    @Test
    void aNewReleaseBringsItsVersionsAndWhatWasPutInByHandStays() throws IOException {
        feature("one", true, "a", "1.0.0", "{}");
        feature("two", true, "b", "1.0.0", "{}");
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("b", "1.0.1"));
        }
        feature("one", true, "a", "1.2.0", "{}");
        feature("two", true, "b", "1.2.0", "{}");
        try (House house = new House(home)) {
            assertThat(house.says("a")).contains("a 1.2.0");
            assertThat(house.says("b")).contains("b 1.0.1");
            assertThat(house.remove("b")).isInstanceOf(Outcome.Done.class);
            assertThat(house.says("b")).contains("b 1.2.0");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"default,two | true | true", "two | false | true", "default | true | false"})
    void aFirstStartMayNameItsFeatures(String named, boolean a, boolean b) throws IOException {
        feature("one", true, "a", "1.0.0", "{}");
        feature("two", false, "b", "1.0.0", "{}");
        try (House house = new House(home, Map.of("huitong.features.first", named), step -> {})) {
            assertThat(house.says("a").isPresent()).isEqualTo(a);
            assertThat(house.says("b").isPresent()).isEqualTo(b);
        }
    }

    @Test
    void aBundleOfALaterStartLevelStartsWithIt() throws IOException {
        feature("one", true, "a", "1.0.0", "{}");
        try (House house = new House(home, Map.of("org.osgi.framework.startlevel.beginning", "10"), step -> {})) {
            assertThat(house.bundle("a").getState()).isNotEqualTo(Bundle.ACTIVE);
            house.felix.level(40);
            Await.until("the level is reached", () -> house.says("a").isPresent());
        }
    }

    @Test
    void aBundleThatHangsAtAStartHoldsNobodyUp() throws IOException {
        feature("one", true, "a", "1.0.0", "{}");
        feature("two", true, "b", "1.0.0", "{}");
        TinyBundle.plain("a", "1.0.0")
                .startedBy(HangingProbe.class)
                .put(home.resolve("system/g/h/a/1.0.0/a-1.0.0.jar"));
        try (House house = new House(home)) {
            assertThat(house.says("b")).contains("b 1.0.0");
            assertThat(house.part("a").active()).isFalse();
            assertThat(house.part("a").trouble())
                    .hasValueSatisfying(words -> assertThat(words).contains("did not start within"));
        }
    }

    @Test
    void aBundleThatIsLateAtAStartIsStartedOnceMore() throws IOException {
        feature("one", true, "a", "1.0.0", "{}");
        TinyBundle.plain("a", "1.0.0").startedBy(LateProbe.class).put(home.resolve("system/g/h/a/1.0.0/a-1.0.0.jar"));
        try (House house = new House(home)) {
            assertThat(house.part("a").active()).isTrue();
            assertThat(house.part("a").trouble()).isEmpty();
        }
    }

    @Test
    void aComponentThatHangsIsToldThoughItsBundleIsActive() throws IOException, BundleException {
        System.clearProperty("probe.lets.go");
        feature("one", true, "a", "1.0.0", "{}");
        TinyBundle.plain("a", "1.0.0")
                .component(StubbornComponent.class)
                .put(home.resolve("system/g/h/a/1.0.0/a-1.0.0.jar"));
        try (House house = new House(home)) {
            house.bundle("a").stop();
            house.felix.start("org.apache.felix.scr");
            house.installer.start();
            assertThat(house.bundle("a").getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(house.part("a").trouble())
                    .hasValueSatisfying(words -> assertThat(words).contains("did not start within"));
            System.setProperty("probe.lets.go", "true");
            Await.until("it has come back", () -> house.part("a").trouble().isEmpty());
        } finally {
            System.clearProperty("probe.lets.go");
        }
    }

    @Test
    void aJarThatWasPutInByHandAndTakenOutComesAgainWithItsFeature() throws IOException {
        feature("one", false, "a", "1.0.0", "{}");
        Path jar = home.resolve("system/g/h/a/1.0.0/a-1.0.0.jar");
        try (House house = new House(home)) {
            try (var bytes = Files.newInputStream(jar)) {
                house.apply(house.installer.planBundle("a.jar", bytes));
            }
            assertThat(house.says("a")).contains("a 1.0.0");
            house.remove("a");
            assertThat(house.apply(house.installer.planFeature("one", true))).isInstanceOf(Outcome.Done.class);
            assertThat(house.says("a")).contains("a 1.0.0");
        }
    }

    @Test
    void whoseStartIsWaitedForIsNamed() throws Exception {
        System.clearProperty("probe.lets.go");
        try (House house = new House(home)) {
            assertThat(house.starting()).isEmpty();
            CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(
                    () -> house.upload(TinyBundle.plain("a", "1.0.0").startedBy(StubbornProbe.class)));
            Await.until("it is named", () -> house.starting().equals(Optional.of("a")));
            System.setProperty("probe.lets.go", "true");
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            assertThat(house.starting()).isEmpty();
        } finally {
            System.clearProperty("probe.lets.go");
        }
    }

    @Test
    void whatFeaturesBringStartsBeforeWhatWasPutInByHand() throws IOException {
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("a", "1.0.0"));
        }
        feature("one", true, "b", "1.0.0", "{}");
        List<String> order = new ArrayList<>();
        try (House house = new House(home, Map.of(), step -> {}, order::add)) {
            assertThat(order).containsExactly("b", "a");
        }
    }

    @Test
    void whatIsMendedIsNoTroubleAnyLonger() throws IOException {
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("a", "1.0.0"));
            house.upload(TinyBundle.probe("b", "1.0.0"));
        }
        try (var jars = Files.list(home.resolve("data/bundles"))) {
            for (Path jar : jars.toList()) {
                Files.write(jar, Arrays.copyOf(Files.readAllBytes(jar), 100));
            }
        }
        try (House house = new House(home)) {
            assertThat(house.complaints()).containsOnlyKeys("a", "b");
            assertThat(house.upload(TinyBundle.probe("a", "1.0.0"))).isInstanceOf(Outcome.Done.class);
            assertThat(house.remove("b")).isInstanceOf(Outcome.Done.class);
            assertThat(house.says("a")).contains("a 1.0.0");
            assertThat(house.complaints()).isEmpty();
        }
        try (House house = new House(home)) {
            assertThat(house.says("a")).contains("a 1.0.0");
        }
    }

    @Test
    void whatWasUndoneOnceIsNotUndoneAgain() throws IOException {
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("a", "1.0.0"));
        }
        Files.writeString(
                home.resolve("data/installing.json"),
                "{\"what\":\"feature:x on\",\"from\":2,\"attempt\":1,\"configurations\":[\"pid~x\"]}");
        Path settings = home.resolve("conf/pid~x.cfg");
        Files.writeString(settings, "by=the change\n");
        try (House house = new House(home)) {
            assertThat(settings).doesNotExist();
            Files.writeString(settings, "by=somebody\n");
        }
        try (House house = new House(home)) {
            assertThat(settings).hasContent("by=somebody");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "\"x\""})
    void aStartLevelThatThereIsNotDoesNotKeepTheHubFromRunning(String level) throws IOException {
        try (House house = new House(home)) {
            house.upload(TinyBundle.probe("a", "1.0.0"));
        }
        Path desired = home.resolve("data/desired.json");
        Files.writeString(
                desired, Files.readString(desired).replaceAll("\"startLevel\" : 30", "\"startLevel\" : " + level));
        try (House house = new House(home)) {
            assertThat(house.installer.trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble.en()).contains("data/desired.json"));
        }
    }

    private void feature(String name, boolean byDefault, String bundle, String version, String settings)
            throws IOException {
        TinyBundle.probe(bundle, version)
                .put(home.resolve("system/g/h/" + bundle + "/" + version + "/" + bundle + "-" + version + ".jar"));
        Files.writeString(
                home.resolve("features/" + name + ".json"),
                """
                {
                  // comments are allowed in the format
                  "feature-resource-version": "1.0",
                  "id": "g.h:%s:1",
                  "name": "一 / One",
                  "extensions": {"huitong": {"kind": "optional", "type": "json", "json": {"floor": 3, "default": %s}}},
                  "bundles": [{"id": "g.h:%s:%s", "start-level": 30}],
                  "configurations": %s
                }
                """
                        .formatted(name, byDefault, bundle, version, settings));
    }

    /** As if the power had failed: nobody catches it. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }
}
