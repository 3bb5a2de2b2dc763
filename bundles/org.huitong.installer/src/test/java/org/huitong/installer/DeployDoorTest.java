// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.operation.Installer.Outcome;
import org.huitong.installer.probe.BrokenProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployDoorTest {
    @TempDir
    Path home;

    private House house;

    @BeforeEach
    void open() throws IOException {
        house = new House(home);
        house.door.open();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aFileThatComesChangesAndGoesIsFollowed() throws IOException {
        TinyBundle.probe("a", "1.0.0").put(house.deploy("a.jar"));
        awaits("a", "a 1.0.0");
        TinyBundle.probe("a", "1.1.0").put(house.deploy("a.jar"));
        awaits("a", "a 1.1.0");
        Files.delete(house.deploy("a.jar"));
        Await.until("it is removed", () -> house.part("a") == null && house.bundle("a") == null);
    }

    @Test
    void aFileIsTakenWhenItIsComplete() throws IOException {
        byte[] bytes = TinyBundle.probe("a", "1.0.0").bytes();
        Files.write(house.deploy("a.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        TinyBundle.probe("b", "1.0.0").put(house.deploy("b.jar"));
        awaits("b", "b 1.0.0");
        assertThat(house.deploy("a.jar")).exists();
        Files.write(house.deploy("a.jar"), bytes);
        awaits("a", "a 1.0.0");
    }

    @Test
    void aCopyThatStallsIsWaitedForAndNamed() throws IOException {
        byte[] bytes = TinyBundle.probe("a", "1.0.0").bytes();
        Files.write(house.deploy("a.jar"), Arrays.copyOf(bytes, bytes.length - 10));
        Files.writeString(house.deploy("never.jar"), "no jar at all");
        Files.write(house.deploy("empty.jar"), new byte[0]);
        Await.until(
                "they are named", () -> house.door.stalled().containsAll(List.of("a.jar", "never.jar", "empty.jar")));
        assertThat(house.deploy(".refused")).doesNotExist();
        assertThat(house.door.everythingTaken()).isTrue();
        Files.write(house.deploy("a.jar"), bytes);
        awaits("a", "a 1.0.0");
        Await.until("it is not named any more", () -> !house.door.stalled().contains("a.jar"));
        Files.delete(house.deploy("never.jar"));
        Await.until("who is gone is forgotten", () -> house.door.stalled().equals(Set.of("empty.jar")));
    }

    @Test
    void aJarWhoseMiddleIsMissingIsWaitedFor() throws IOException {
        byte[] bytes = TinyBundle.probe("a", "1.0.0")
                .entry(
                        "filling",
                        new Random(1)
                                .ints(20_000)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining())
                                .getBytes(StandardCharsets.UTF_8))
                .bytes();
        byte[] torn = bytes.clone();
        Arrays.fill(torn, bytes.length / 2, bytes.length / 2 + 5_000, (byte) 0);
        Files.write(house.deploy("a.jar"), torn);
        Await.until("it is named", () -> house.door.stalled().contains("a.jar"));
        Files.write(house.deploy("a.jar"), bytes);
        awaits("a", "a 1.0.0");
    }

    @Test
    void whatChangesAmongTheRefusedIsLookedAtAgain() throws IOException {
        TinyBundle.plain("a", "1.0.0").with("Import-Package", "no.such").put(house.deploy("a.jar"));
        TinyBundle.plain("b", "1.0.0").with("Import-Package", "no.such").put(house.deploy("b.jar"));
        Await.until(
                "both moved",
                () -> Files.exists(house.deploy(".refused/a.jar.txt"))
                        && Files.exists(house.deploy(".refused/b.jar.txt")));
        // Whoever writes goes on writing where the file is now.
        Files.write(
                house.deploy(".refused/a.jar"), TinyBundle.probe("a", "1.0.0").bytes());
        awaits("a", "a 1.0.0");
        assertThat(house.deploy(".refused/a.jar.txt")).doesNotExist();
        assertThat(house.deploy(".refused/b.jar")).exists();
        house.close();
        Files.write(
                house.deploy(".refused/b.jar"), TinyBundle.probe("b", "1.0.0").bytes());
        open();
        awaits("b", "b 1.0.0");
    }

    @Test
    void anUpdateThatIsCompletedAmongTheRefusedReplacesWhatWasPutBack() throws IOException {
        TinyBundle.probe("a", "1.0.0").put(house.deploy("a.jar"));
        awaits("a", "a 1.0.0");
        TinyBundle.plain("a", "1.1.0").startedBy(BrokenProbe.class).put(house.deploy("a.jar"));
        Await.until(
                "the old file is back",
                () -> Files.exists(house.deploy(".refused/a.jar.txt")) && Files.exists(house.deploy("a.jar")));
        Files.write(
                house.deploy(".refused/a.jar"), TinyBundle.probe("a", "1.2.0").bytes());
        awaits("a", "a 1.2.0");
    }

    @Test
    void aBrokenManifestMovesAwayAndHoldsNobodyUp() throws IOException {
        TinyBundle.plain("a", "1.0.0")
                .with("Import-Package", "x;version=\"abc\"")
                .put(house.deploy("a.jar"));
        TinyBundle.plain("b", "1.0.0").sections("no header at all\n").put(house.deploy("b.jar"));
        TinyBundle.probe("c", "1.0.0").put(house.deploy("c.jar"));
        awaits("c", "c 1.0.0");
        Await.until(
                "both moved",
                () -> Files.exists(house.deploy(".refused/a.jar.txt"))
                        && Files.exists(house.deploy(".refused/b.jar.txt")));
        assertThat(Files.readString(house.deploy(".refused/a.jar.txt"))).contains("Import-Package");
        Await.until("all is taken", () -> house.door.everythingTaken());
    }

    @Test
    void whatIsRefusedMovesAwayWithItsReason() {
        TinyBundle.plain("a", "1.0.0").with("Import-Package", "no.such.one").put(house.deploy("a.jar"));
        Await.until("it moved", () -> Files.exists(house.deploy(".refused/a.jar.txt")));
        assertThat(house.deploy("a.jar")).doesNotExist();
        assertThat(house.deploy(".refused/a.jar")).exists();
        assertThat(house.deploy(".refused/a.jar.txt"))
                .content()
                .contains("no.such.one")
                .contains("需要");
    }

    @Test
    void anUpdateThatIsTakenBackPutsTheOldFileBack() throws IOException {
        TinyBundle.probe("a", "1.0.0").put(house.deploy("a.jar"));
        awaits("a", "a 1.0.0");
        byte[] good = Files.readAllBytes(house.deploy("a.jar"));
        TinyBundle.plain("a", "1.1.0").startedBy(BrokenProbe.class).put(house.deploy("a.jar"));
        Await.until("it moved", () -> Files.exists(house.deploy(".refused/a.jar.txt")));
        Await.until("the old file is back", () -> Files.exists(house.deploy("a.jar")));
        assertThat(house.deploy("a.jar")).hasBinaryContent(good);
        awaits("a", "a 1.0.0");
    }

    @Test
    void theNewerOfTwoFilesWinsAlsoAfterARestart() throws IOException {
        TinyBundle.probe("a", "1.0.0").put(house.deploy("a-1.0.jar"));
        awaits("a", "a 1.0.0");
        TinyBundle.probe("a", "1.1.0").put(house.deploy("a-1.1.jar"));
        awaits("a", "a 1.1.0");
        Await.until("the old file left", () -> Files.exists(house.deploy(".refused/a-1.0.jar.txt")));
        TinyBundle.probe("a", "1.0.5").put(house.deploy("a-1.0.5.jar"));
        Await.until("the older file left", () -> Files.exists(house.deploy(".refused/a-1.0.5.jar.txt")));
        house.close();
        open();
        awaits("a", "a 1.1.0");
    }

    @Test
    void aFileReplacedOrRemovedThroughAnotherDoorLeaves() throws IOException {
        TinyBundle.probe("a", "1.0.0").put(house.deploy("a.jar"));
        awaits("a", "a 1.0.0");
        assertThat(house.upload(TinyBundle.probe("a", "2.0.0"))).isInstanceOf(Outcome.Done.class);
        Await.until("it left", () -> Files.exists(house.deploy(".refused/a.jar.txt")));
        awaits("a", "a 2.0.0");
    }

    @Test
    void filesThatChangedWhileTheHubWasDownAreFollowed() throws IOException {
        TinyBundle.probe("a", "1.0.0").put(house.deploy("a.jar"));
        TinyBundle.probe("b", "1.0.0").put(house.deploy("b.jar"));
        awaits("a", "a 1.0.0");
        awaits("b", "b 1.0.0");
        house.close();
        Files.delete(house.deploy("a.jar"));
        TinyBundle.probe("b", "2.0.0").put(house.deploy("b.jar"));
        TinyBundle.probe("c", "1.0.0").put(house.deploy("c.jar"));
        open();
        awaits("b", "b 2.0.0");
        awaits("c", "c 1.0.0");
        Await.until("the removed one is gone", () -> house.bundle("a") == null);
        Await.until("the door knows all", house.door::everythingTaken);
    }

    @Test
    void whatOthersStillNeedComesBack() throws IOException {
        TinyBundle.plain("words", "1.0.0").with("Export-Package", "w").put(house.deploy("words.jar"));
        Await.until("it is there", () -> house.bundle("words") != null && house.part("words") != null);
        TinyBundle.probe("user", "1.0.0").with("Import-Package", "w").put(house.deploy("user.jar"));
        awaits("user", "user 1.0.0");
        Files.delete(house.deploy("words.jar"));
        Await.until("it is put back", () -> Files.exists(house.deploy("words.jar")));
        assertThat(house.deploy(".refused/words.jar.txt")).content().contains("user");
        assertThat(house.says("user")).contains("user 1.0.0");
    }

    @Test
    void aManifestWithASectionForEachEntryIsRead() throws IOException {
        StringBuilder sections = new StringBuilder();
        for (int i = 0; i < 6_000; i++) {
            sections.append("Name: org/example/package/SomeClassOfALibrary")
                    .append(i)
                    .append(".class\r\n");
            sections.append("SHA-256-Digest: 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\r\n\r\n");
        }
        TinyBundle.plain("big", "1.0.0").sections(sections.toString()).put(house.deploy("big.jar"));
        Await.until(
                "it runs", () -> house.part("big") != null && house.part("big").active());
    }

    private void awaits(String symbolicName, String words) {
        Await.until(words, () -> house.says(symbolicName).equals(Optional.of(words)));
    }
}
