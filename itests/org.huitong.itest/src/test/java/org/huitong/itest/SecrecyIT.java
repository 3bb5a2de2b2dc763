// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say and what the configuration keeps secret lies nowhere on the disk where it could be read. */
class SecrecyIT {
    private static final int TEXTS = 1_000;
    private static final List<String> PLATFORMS = List.of("wecom", "dingtalk", "feishu", "echo");

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();

    @Test
    void nothingThatWasSaidOrConfiguredLiesOpenOnTheDisk() {
        HubProcess hub = new HubProcess(folder);
        liveADay(hub);
        secrets.add(HubProcess.PASSWORD);
        secrets.add(hub.token());
        Ferret ferret = new Ferret(both());
        Map<String, TreeSet<String>> found = search(ferret, hub);
        System.out.println("Secrecy: " + said.size() + " texts and " + secrets.size() + " secrets, looked for in "
                + ferret.seen() + ": " + found.size() + " found");
        assertThat(found).isEmpty();
    }

    /** A search that finds nothing proves something only where the same search finds what is there. */
    @Test
    void theSameSearchFindsAllOfItWithoutEncryption() {
        HubProcess hub = new HubProcess(folder.resolve("hub"));
        OpenVault.into(hub, folder.resolve("classes"));
        liveADay(hub);
        Ferret ferret = new Ferret(both());
        Map<String, TreeSet<String>> found = search(ferret, hub);
        System.out.println("Secrecy, without encryption: " + said.size() + " texts and " + secrets.size()
                + " secrets, looked for in " + ferret.seen() + ": " + found.size() + " found");
        assertThat(found.keySet()).containsAll(both());
    }

    @Test
    void theSearchKnowsEveryWayOfWriting() throws IOException {
        List<String> texts = IntStream.range(0, 50).mapToObj(i -> text()).toList();
        for (int i = 0; i < texts.size(); i++) {
            for (Map.Entry<String, byte[]> way : Ferret.ways(texts.get(i)).entrySet()) {
                byte[] inside = surrounded(way.getValue());
                String name = i + "-" + way.getKey().replace('/', '-');
                Files.write(folder.resolve(name), inside);
                Files.write(folder.resolve(name + "-packed"), surrounded(packed(inside)));
            }
        }
        Map<String, TreeSet<String>> found = new Ferret(texts).search(folder);
        for (int i = 0; i < texts.size(); i++) {
            for (String way : Ferret.ways(texts.get(i)).keySet()) {
                String file = folder.resolve(i + "-" + way.replace('/', '-')).toString();
                assertThat(found.get(texts.get(i)))
                        .contains(file + " as " + way)
                        .contains(file + "-packed packed as " + way);
            }
        }
        assertThat(new Ferret(List.of(text(), text())).search(folder)).isEmpty();
    }

    private List<String> both() {
        return Stream.concat(said.stream(), secrets.stream()).toList();
    }

    /** Configured, spoken to over every platform, read, and stopped. */
    private void liveADay(HubProcess hub) {
        List<Voice> voices = new ArrayList<>();
        for (String platform : PLATFORMS) {
            voices.add(Voice.of(platform, "first"));
            voices.add(Voice.of(platform, "second"));
        }
        Plug.deploy(hub, "org.huitong.connector.echo");
        List<Voice> early =
                voices.stream().filter(v -> v.account().equals("first")).toList();
        List<Voice> late =
                voices.stream().filter(v -> v.account().equals("second")).toList();
        early.forEach(voice -> voice.register(hub));
        hub.start();
        try {
            late.forEach(voice -> voice.register(hub));
            voices.forEach(voice -> secrets.addAll(voice.secrets()));
            for (Voice voice : voices) {
                Eventually.until(
                        voice + " is connected",
                        () -> voice.withoutSignature().to(hub).statusCode() == 401);
            }
            speak(hub, voices);
            hub.login();
            assertThat(hub.everyMessage()).hasSize(TEXTS);
            Eventually.until(
                    "the configuration is sealed", () -> voices.stream().allMatch(v -> v.isSealed(hub)));
        } finally {
            hub.stop();
        }
    }

    private void speak(HubProcess hub, List<Voice> voices) {
        List<String> texts = IntStream.range(0, TEXTS).mapToObj(i -> text()).toList();
        List<String> names = IntStream.range(0, TEXTS).mapToObj(i -> text()).toList();
        List<Integer> answers = IntStream.range(0, TEXTS)
                .parallel()
                .mapToObj(i -> voices.get(i % voices.size())
                        .say(Integer.toString(1_000_000 + i), texts.get(i), names.get(i), Instant.now())
                        .to(hub)
                        .statusCode())
                .toList();
        assertThat(answers).containsOnly(200);
        said.addAll(texts);
        // WeCom sends no names.
        IntStream.range(0, TEXTS)
                .filter(i -> !voices.get(i % voices.size()).platform().equals("wecom"))
                .forEach(i -> said.add(names.get(i)));
        unreadable(hub, voices);
    }

    /** Signed rightly and not to be understood: it is kept among the dead letters. */
    private void unreadable(HubProcess hub, List<Voice> voices) {
        for (Voice voice : voices) {
            if (voice.platform().equals("echo")) {
                String text = text();
                String call = Voice.node().put("text", text).toString();
                assertThat(voice.echo(call, Instant.now()).to(hub).statusCode()).isEqualTo(200);
                said.add(text);
            }
        }
    }

    private static Map<String, TreeSet<String>> search(Ferret ferret, HubProcess hub) {
        return ferret.search(
                hub.data(),
                hub.home().resolve("logs"),
                hub.home().resolve("conf"),
                hub.home().resolve("deploy"),
                hub.log());
    }

    /** Eight characters and twelve letters that nobody else says. */
    private static String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append((char) ThreadLocalRandom.current().nextInt(0x4E00, 0x9FA6));
        }
        return text + Voice.word(12);
    }

    private static byte[] surrounded(byte[] inside) {
        byte[] all = new byte[inside.length + 64];
        ThreadLocalRandom.current().nextBytes(all);
        System.arraycopy(inside, 0, all, 31, inside.length);
        return all;
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
